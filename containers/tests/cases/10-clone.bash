# A fresh clone, one command: what the README promises.
# shellcheck shell=bash disable=SC2154,SC2034

services=$(docker compose config --services)
new_project clone
# As git would clone what is here, by an ordinary user.
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$project" 2>/dev/null
! is_root || chown -R 1000:1000 "$project"
user=$(stat -c %u "$data")

unset MODELLER_GOOD_EPOCHS
started=$SECONDS
check "one command builds and starts everything" \
    timeout 1200 docker compose --project-directory "$project" up -d --build --wait
printf '        %s s\n' $((SECONDS - started))
for service in $services; do
    check "$service is healthy" equals healthy "$(docker inspect -f '{{.State.Health.Status}}' "$service")"
    check "$service is the image zk-demo-${service#zk-}" equals "zk-demo-${service#zk-}" "$(docker inspect -f '{{.Config.Image}}' "$service")"
    check "$service publishes its port on loopback only" \
        equals 127.0.0.1 "$(docker inspect -f '{{range .NetworkSettings.Ports}}{{range .}}{{.HostIp}}{{end}}{{end}}' "$service")"
    process=$(docker inspect -f '{{.State.Pid}}' "$service")
    status=$(cat "/proc/$process/status")
    check "$service runs as the owner of ./data" contains "$status" "^Uid:	$user	$user	$user	$user$"
    check "$service has no capability and gets none" \
        equals 5 "$(grep -Ec '^Cap(Inh|Prm|Eff|Bnd|Amb):	0+$' <<<"$status")"
    check "$service gets no new privileges" contains "$status" '^NoNewPrivs:	1$'
    check "all processes of $service are the owner's" \
        equals "$user" "$(docker top "$service" -eo pid,uid | awk 'NR > 1 { print $2 }' | sort -u)"
    check "the root file system of $service is read-only" contains "$(inside "$service" 'touch /x' 2>&1 || true)" 'Read-only file system'
    check "$service has limits for memory and processes" \
        lacks "$(docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}.' "$service")" '(^| )(0|-1)[ .]'
done

digests=$(sed -n 's/^\([0-9a-f]\{64\}  [a-z_]*\.\(onnx\|json\)\)$/\1/p' README.md)
check "the artifacts on the host are those of the README" \
    bash -c 'cd "$1" && sha256sum -c - <<<"$2"' bash "$data/auto" "$digests"
check "all files in ./data belong to the owner of ./data" equals "" "$(find "$data" ! -user "$user")"
for artifact in network_good.onnx input.json; do
    check "$artifact over HTTP is the same" cmp "$data/auto/$artifact" <(curl -sf "$(url $auto 8081)/$artifact")
done
check "the page is shown" contains "$(curl -sf -H 'Accept: text/html' "$(url $auto 8081)/")" '<title>'
check "exec opens where the artifacts are" contains "$(docker exec $auto ls)" 'network_good.onnx'
check "modeller --help works there" contains "$(docker exec $auto modeller --help)" 'Usage: modeller'
check "what the command writes belongs to the owner" \
    bash -c 'docker exec zk-modellerauto modeller export --output /data/again && [ "$(stat -c %u "$1/again")" = "$2" ]' bash "$data" "$user"
shell=$(printf 'id -u\npwd\nexit\n' | script -qec "docker exec -it $auto sh" /dev/null | tr -d '\r')
check "an interactive shell is the owner's" contains "$shell" "^(. )?$user$"
check "an interactive shell opens where the artifacts are" contains "$shell" '^(. )?/data/auto$'
# Some versions of Compose put sequences for terminals between the lines, whatever those hold.
log=$(docker compose --project-directory "$project" logs --no-color --no-log-prefix --tail 10 $auto | tr -d '\r')
check "the log ends with readable lines of progress" contains "$log" 'export: all artifacts are in /data/auto$'
check "the log has no control characters" lacks "$(logs_of $auto | tr -d '\r')" $'[\x01-\x08\x0b-\x1f]'
check "the container knows its neighbours' names" \
    inside $auto 'getent hosts zk-modellerauto | grep -q 172.31.0.101'

check "the service stops within 2 s" stopped_within 2 $auto
check "the notebook stops within 5 s" stopped_within 5 zk-modellerjupyter
check "one service starts without the others" compose up -d --wait $auto
check "only that one runs" equals $auto "$(docker compose --project-directory "$project" ps --services --status running)"
compose down --remove-orphans -v >/dev/null 2>&1
for kind in container volume network; do
    all=()
    [ "$kind" != container ] || all=(--all)
    check "down leaves no $kind" equals "" "$(docker "$kind" ls -q "${all[@]}" --filter label=com.docker.compose.project=modeller-test)"
done
check "down leaves ./data" test -s "$data/auto/network_good.onnx" -a -s "$data/models-pkl.tar.gz"
export MODELLER_GOOD_EPOCHS=1
