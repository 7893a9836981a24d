# What is in the image.
# shellcheck shell=bash disable=SC2154

content=$(docker run --rm --entrypoint sh zk-demo-modellerauto -c 'cd /opt/modeller && find . -type f')
check "the native libraries lie beside the jars" contains "$content" '^./natives/libnd4jcpu.so$'
check "there is a bill of materials" contains "$content" '^./modeller-auto-.*\.cdx\.json$'
check "there is an archive of loaded classes" contains "$content" 'modeller-classes-'
check "the archive of loaded classes is used" \
    contains "$(docker run --rm -e MODELLER_JAVA_OPTS='-Xlog:class+load:stdout' zk-demo-modellerauto --version 2>/dev/null)" \
    'org.zkmnist.auto.NativeBackend source: shared objects file .top.'
check "Java is cut to what is needed" \
    lacks "$(docker run --rm --entrypoint /opt/java/bin/java zk-demo-modellerauto --list-modules)" '^jdk.compiler@'
loaded=$(docker run --rm -e MODELLER_JAVA_OPTS=-Dorg.bytedeco.javacpp.logger.debug=true -v "$root/data:/data:ro" \
    -e MODELLER_GOOD_EPOCHS --entrypoint as-owner zk-demo-modellerauto \
    sh -c '/opt/modeller/modeller train 2>&1; find /tmp -type f -size +1M -printf "unpacked %p\n"' | grep -E 'Loading /|^unpacked')
check "native libraries are loaded from where they lie" contains "$loaded" 'Loading /opt/modeller/natives/libnd4jcpu.so'
check "nothing native is unpacked at the start" lacks "$loaded" '^unpacked'

# The other architecture, as far as that goes without its processor: what Maven resolves.
case $(dpkg --print-architecture 2>/dev/null || uname -m) in
    amd64 | x86_64) other=arm64 unwanted=x86_64 ;;
    *) other=amd64 unwanted=arm64 ;;
esac
check "the libraries for $other are resolved" \
    docker build --quiet --target libraries --build-arg TARGETARCH=$other -f Dockerfile.auto -t modeller-test-libraries .
jars=$(docker run --rm --entrypoint ls modeller-test-libraries /opt/modeller/auto/target/lib)
check "they are for $other" equals 3 "$(grep -c "linux-${other/amd64/x86_64}" <<<"$jars")"
check "none is for this architecture" lacks "$jars" "linux-$unwanted"
docker rmi -f modeller-test-libraries >/dev/null 2>&1

megabytes() {
    docker run --rm --entrypoint du zk-demo-modellerauto -sm "$1" | cut -f1
}
printf '        %s MB, of which native libraries %s MB and Java %s MB\n' \
    $(($(docker image inspect -f '{{.Size}}' zk-demo-modellerauto) / 1000000)) \
    "$(megabytes /opt/modeller/natives)" "$(megabytes /opt/java)"
