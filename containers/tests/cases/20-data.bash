# ./data of whatever owner, and whatever lies in it.
# shellcheck shell=bash disable=SC2154

# started_with OWNER: brings the service up on ./data as it is.
started_with() {
    ! is_root || chown -R "$1" "$project"
    check "healthy with ./data of $1" compose up -d --wait $auto
}

service_user() {
    awk '/^Uid:/ { print $2 }' "/proc/$(docker inspect -f '{{.State.Pid}}' $auto)/status"
}

owners=("$(id -u):$(id -g)")
! is_root || owners=(1000:1000 501:20 0:0)
for owner in "${owners[@]}"; do
    new_project "owner-${owner%:*}"
    with_models
    started_with "$owner"
    check "the artifacts are on the host" bash -c 'cd "$1" && sha256sum --quiet -c SHA256SUMS' bash "$data/auto"
    check "new files belong to whom ./data belongs to" equals "$(stat -c %u "$data")" "$(stat -c %u "$data/auto/.artifacts")"
    check "that is whom the service runs as" equals "$(stat -c %u "$data")" "$(service_user)"
    check "the service is not root" lacks "$(service_user)" '^0$'
    check "the cached networks are used" contains "$(logs_of $auto)" 'good network: cache'
done

if is_root; then
    new_project owner-of-output
    with_models
    mkdir -p "$data/auto/.artifacts"
    echo old >"$data/auto/.artifacts/lock"
    chown 1000:1000 "$data"
    check "artifacts that root made on the host are replaced" compose up -d --wait $auto
    check "and belong to the owner of ./data" equals 1000 "$(stat -L -c %u "$data/auto/network_good.onnx")"
fi

new_project user
with_models
override <<YAML
services:
  zk-modellerauto:
    user: "${owners[0]}"
    cap_add: !reset []
YAML
started_with "${owners[0]}"
check "a user that is named, and no capability: exec is that user's" equals "${owners[0]%:*}" "$(docker exec $auto id -u)"
check "a user that is named, and no capability: exec opens where the artifacts are" contains "$(docker exec $auto ls)" 'network_good.onnx'

new_project read-only
override <<'YAML'
services:
  zk-modellerauto:
    volumes: ["./data:/data:ro"]
YAML
with_models
started_with "${owners[0]}"
check "a read-only ./data: it is said where files go" contains "$(logs_of $auto)" '/data cannot be written .* the volume at /state'
check "a read-only ./data: its caches are used" contains "$(logs_of $auto)" 'good network: cache'
check "a read-only ./data stays as it is" equals "mnist-train-n-test.tar.gz models-pkl.tar.gz" "$(cd "$data" && echo ./* | sed 's|\./||g')"
check "a read-only ./data: exec opens where the artifacts are" contains "$(docker exec $auto ls)" 'network_good.onnx'
compose down >/dev/null 2>&1
check "a read-only ./data: artifacts outlive the container" compose up -d --wait $auto

new_project missing
rmdir "$data"
check "a missing ./data: Docker makes it and the service starts" compose up -d $auto
check "a missing ./data: the download begins there" eventually 60 contains_log 'download|mirror|missing'
check "a missing ./data: answers while it downloads" eventually 20 curl -sf "$(url $auto 8081)/healthz"

new_project directory-in-place
with_dataset
mkdir "$data/models-pkl.tar.gz"
started_with "${owners[0]}"
check "an empty directory in place of the cache gives way to it" test -s "$data/models-pkl.tar.gz"

new_project mounted-directory
override <<'YAML'
services:
  zk-modellerauto:
    volumes: ["./nothing:/data/models-pkl.tar.gz"]
YAML
with_dataset
started_with "${owners[0]}"
check "a directory that Docker made and mounted for a missing file: it is said" \
    contains "$(logs_of $auto)" 'empty directory that cannot be replaced'

new_project mounted-file
with_models
mv "$data/models-pkl.tar.gz" "$project/kept.tar.gz"
mv "$data/mnist-train-n-test.tar.gz" "$project/mnist.tar.gz"
override <<'YAML'
services:
  zk-modellerauto:
    volumes:
      - ./kept.tar.gz:/data/models-pkl.tar.gz
      - ./mnist.tar.gz:/data/mnist-train-n-test.tar.gz
YAML
started_with "${owners[0]}"
check "files that are mounted one by one are used" contains "$(logs_of $auto)" 'good network: cache'
check "a mounted file stays as it is" cmp "$(models)" "$project/kept.tar.gz"

new_project mounted-file-of-others
with_models
mv "$data/models-pkl.tar.gz" "$project/kept.tar.gz"
override <<'YAML'
services:
  zk-modellerauto:
    volumes: ["./kept.tar.gz:/data/models-pkl.tar.gz"]
YAML
MODELLER_SEED=2 started_with "${owners[0]}"
check "a mounted file of another seed is not lost" contains "$(cd "$project" && sha256sum kept.tar.gz data/models-pkl.tar.gz.replaced-1 2>/dev/null || true)" \
    "$(sha256sum <"$(models)" | cut -c1-64)"
