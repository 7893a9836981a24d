# What goes wrong leaves nothing behind that is broken.
# shellcheck shell=bash disable=SC2154

own_data() {
    ! is_root || chown -R 1000:1000 "$project"
}

sound_artifacts() {
    (cd "$data/auto" && sha256sum --quiet -c SHA256SUMS)
}

sound_cache() {
    gzip -t "$1" && contains "$(tar -tzf "$1")" 'models_good/.*zip'
}

restarted_and_healthy() {
    equals "healthy 1" "$(docker inspect -f '{{.State.Health.Status}} {{.RestartCount}}' $auto)"
}

new_project killed
with_dataset
own_data
MODELLER_GOOD_EPOCHS=2 compose up -d $auto >/dev/null 2>&1
check "training has begun" eventually 60 contains_log 'good network: training'
process=$(java_process $auto)
if is_root; then
    kill -KILL "$process"
else
    docker exec $auto sh -c 'kill -KILL $(pgrep java)'
fi
check "killed during training: starts again by itself and finishes" eventually 300 restarted_and_healthy
check "killed during training: the artifacts are whole" sound_artifacts
check "killed during training: nothing half done is left" equals "" "$(find "$data" -name '*.partial' -o -name '.probe-*')"

# The other service's way to the same caches is the same code: two that train at once stand for both.
new_project two-at-once
with_dataset
own_data
for name in first second; do
    docker run -d --name "modeller-test-$name" -v "$data:/data" -e MODELLER_GOOD_EPOCHS zk-demo-modellerauto \
        train --output "/data/$name" >/dev/null
done
check "two at once finish" equals "0 0" "$(docker wait modeller-test-first modeller-test-second | xargs)"
check "two at once: the cache is whole" sound_cache "$data/models-pkl.tar.gz"
check "two at once: both made the same" diff -r "$data/first/.artifacts/current/" "$data/second/.artifacts/current/"
check "two at once: the cache is used" \
    docker run --rm -v "$data:/data" zk-demo-modellerauto export --output /data/exported
for network in network_good.onnx network_bad.onnx; do
    check "two at once: $network out of it is the same" cmp "$data/first/$network" "$data/exported/$network"
done
docker rm -f modeller-test-first modeller-test-second >/dev/null 2>&1

if is_root; then
    new_project full
    mount -t tmpfs -o size=11700k,mode=755,uid=1000,gid=1000 tmpfs "$data"
    with_dataset
    override <<YAML
services:
  zk-modellerauto:
    volumes: ["$(models):/data/models-pkl.tar.gz:ro"]
YAML
    touch "$data/models-pkl.tar.gz"
    compose up -d $auto >/dev/null 2>&1
    check "a full disk: it is said in one line" eventually 120 contains_log 'No space left on device'
    check "a full disk: no stack trace" lacks "$(logs_of $auto)" '^[[:space:]]*at [a-z.]+\('
    check "a full disk: the service goes on answering" curl -sf "$(url $auto 8081)/healthz"
    check "a full disk: no artifact is shown that is not whole" equals 503 "$(curl -s -o /dev/null -w '%{http_code}' "$(url $auto 8081)/network_good.onnx")"
    mount -o remount,size=64m "$data"
    docker restart $auto >/dev/null
    check "a full disk, with room again: finishes" eventually 120 sound_artifacts
    leave_project
    umount "$scratch/full/data"
fi

new_project memory
with_dataset
own_data
override <<'YAML'
services:
  zk-modellerauto:
    mem_limit: 448m
    memswap_limit: 448m
YAML
check "trains with less than half of its memory limit" compose up -d --wait $auto
check "was not short of memory" equals "false 0" "$(docker inspect -f '{{.State.OOMKilled}} {{.RestartCount}}' $auto)"
