# The notebook in its container, at the same time as the service, both in the same ./data.
# shellcheck shell=bash disable=SC2154

notebook=zk-modellerjupyter
new_project notebook
with_dataset
! is_root || chown -R 1000:1000 "$project"
check "both services start at once" compose up -d
check "the notebook's server is healthy" eventually 60 is_healthy $notebook
address=$(url $notebook 8888)
check "Jupyter answers" contains "$(curl -sf -H 'Host: localhost:8888' "$address/api")" 'version'
check "the notebook is opened" contains "$(curl -sf -H 'Host: localhost:8888' "$address/api/contents/mnist.ipynb?content=0")" '"writable": true'
check "another name that leads here is refused" \
    equals 403 "$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: elsewhere.example' "$address/api/contents")"
check "all of the notebook runs, while the service trains" \
    docker exec -e JUPYTER_PATH=/opt/modeller/jupyter $notebook as-owner /opt/modeller/jupyter/.venv/bin/python -m nbconvert \
    --to notebook --execute --output-dir /data/executed /data/notebook/mnist.ipynb
check "the service is healthy" eventually 120 is_healthy $auto
for network in network_good.onnx network_bad.onnx; do
    check "$network is what the command line makes" cmp "$(dirname "$(models)")/auto/$network" "$data/auto/$network"
done
check "the cache that both wrote is whole" contains "$(tar -tzf "$data/models-pkl.tar.gz")" 'models_good/.*zip'
check "what the notebook wrote belongs to the owner of ./data" equals "" "$(find "$data" ! -uid "$(stat -c %u "$data")")"
check "no cell failed" lacks "$(cat "$data/executed/mnist.ipynb")" '"output_type": "error"'
for service in $auto $notebook; do
    check "$service was not short of memory" \
        equals "false 0" "$(docker inspect -f '{{.State.OOMKilled}} {{.RestartCount}}' "$service")"
done
check "an edited notebook outlives the container" bash -c '
    echo edited >"$1/notebook/mnist.ipynb" && docker rm -f zk-modellerjupyter >/dev/null' bash "$data"
compose up -d --wait $notebook >/dev/null 2>&1
check "and is not replaced" equals edited "$(cat "$data/notebook/mnist.ipynb")"

check "both images are built from the same beginning" \
    diff <(sed -n '/^# The only base/,/^# ----/p' Dockerfile.auto | grep -v 'the same as in') \
    <(sed -n '/^# The only base/,/^# ----/p' Dockerfile.jupyter | grep -v 'the same as in')
layers() {
    docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | sort
}
check "and share its layers, the native libraries among them" \
    test "$(comm -12 <(layers zk-demo-modellerauto) <(layers zk-demo-modellerjupyter) | grep -c sha256)" -ge 5
printf '        %s MB\n' $(($(docker image inspect -f '{{.Size}}' zk-demo-modellerjupyter) / 1000000))
