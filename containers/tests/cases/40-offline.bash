# Carried to a machine without a network.
# shellcheck shell=bash disable=SC2154

new_project offline
with_models
! is_root || chown -R 1000:1000 "$project"
docker save zk-demo-modellerauto | gzip -1 >"$project/image.tar.gz"
printf '        the image, compressed: %s MB\n' $(($(stat -c %s "$project/image.tar.gz") / 1000000))
check "a saved image can be loaded" bash -c 'gzip -dc "$1" | docker load' bash "$project/image.tar.gz"
rm "$project/image.tar.gz"
override <<'YAML'
networks:
  net:
    internal: true
YAML
check "healthy without a way out" compose up -d --wait $auto
check "has no way out" bash -c "! docker exec $auto timeout 5 bash -c ': </dev/tcp/1.1.1.1/53'"
compose down >/dev/null 2>&1
check "works without any network" \
    docker run --rm --network none -v "$data:/data" -e MODELLER_GOOD_EPOCHS zk-demo-modellerauto verify
