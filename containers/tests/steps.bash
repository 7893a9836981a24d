# What the cases are written with.
# shellcheck shell=bash disable=SC2154 # `root` and `scratch` are set by `run`

failures=0
project=''
auto=zk-modellerauto

# check "what should be" COMMAND...: runs the command and reports; a case goes on after a failure.
check() {
    local what=$1 output
    shift
    if output=$("$@" 2>&1); then
        printf 'ok      %s\n' "$what"
    else
        printf 'FAILED  %s: %.200s\n' "$what" "$*"
        printf '%s\n' "$output" | tail -n 15 | sed 's/^/        /'
        failures=$((failures + 1))
    fi
}

# equals EXPECTED ACTUAL
equals() {
    [ "$1" = "$2" ] || { printf 'expected "%s", was "%s"\n' "$1" "$2"; return 1; }
}

# contains TEXT PATTERN
contains() {
    grep -Eq -- "$2" <<<"$1" || { printf 'no "%s" in:\n%.2000s\n' "$2" "$1"; return 1; }
}

# contains_log PATTERN: in what the service has said so far
contains_log() {
    contains "$(logs_of "$auto")" "$1"
}

lacks() {
    ! grep -Eq -- "$2" <<<"$1" || { printf 'there is "%s" in:\n%.2000s\n' "$2" "$1"; return 1; }
}

# eventually SECONDS COMMAND...: tries until it succeeds.
eventually() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || { echo "not within the time"; "$@"; return 1; }
        sleep 0.2
    done
}

# The compose file of the repository with another ./data. Further files: in the array `overrides`.
overrides=()
compose() {
    docker compose --project-directory "$project" -f "$root/docker-compose.yaml" \
        ${overrides[@]+"${overrides[@]}"} "$@"
}

# new_project NAME: an empty place for ./data; `leave_project` takes everything of it away again.
new_project() {
    leave_project
    project=$scratch/$1
    data=$project/data
    mkdir -p "$data"
}

leave_project() {
    [ -z "$project" ] || compose down --remove-orphans -v --timeout 5 >/dev/null 2>&1 || true
    project=''
    overrides=()
}

# override <<YAML: adds to the compose file.
override() {
    cat >"$project/override-${#overrides[@]}.yaml"
    overrides+=(-f "$project/override-${#overrides[@]}.yaml")
}

with_dataset() {
    cp "$root/data/mnist-train-n-test.tar.gz" "$data/"
}

# Prints the path of a model cache with both networks, which are trained once.
models() {
    local training=$scratch/training
    if [ ! -f "$training/models-pkl.tar.gz" ]; then
        mkdir -p "$training"
        cp "$root/data/mnist-train-n-test.tar.gz" "$training/"
        docker run --rm -e MODELLER_GOOD_EPOCHS=1 -v "$training:/data" zk-demo-modellerauto train >/dev/null 2>&1
    fi
    printf %s "$training/models-pkl.tar.gz"
}

# Both networks as well, so that nothing needs to be trained.
with_models() {
    with_dataset
    cp "$(models)" "$data/"
}

url() {
    printf 'http://%s' "$(compose port "$1" "$2")"
}

logs_of() {
    docker logs "$1" 2>&1
}

# inside CONTAINER SCRIPT: as the process that the service is, by its files in /proc.
inside() {
    docker exec "$1" sh -c "$2"
}

# The process of the service on this machine: Java below the init process, or whatever is there.
java_process() {
    docker top "$1" -eo pid,comm | awk '$2 == "java" { print $1; exit }'
}

stopped_within() { # SECONDS CONTAINER
    local before after
    before=$(date +%s%N)
    docker stop "$2" >/dev/null
    after=$(date +%s%N)
    printf '%s ms\n' $(((after - before) / 1000000))
    [ $(((after - before) / 1000000)) -lt "$1"000 ]
}

is_root() {
    [ "$(id -u)" -eq 0 ]
}

clean_up() {
    leave_project
    docker rm -f modeller-test-first modeller-test-second >/dev/null 2>&1 || true
    ! mountpoint -q "$scratch/full/data" || umount "$scratch/full/data"
    rm -rf "$scratch" 2>/dev/null ||
        docker run --rm -v "$scratch:/scratch" --entrypoint sh zk-demo-modellerauto -c 'rm -rf /scratch/*' 2>/dev/null || true
    rm -rf "$scratch"
}

finish() {
    if [ "$failures" -gt 0 ]; then
        printf '\n%s checks of the containers FAILED\n' "$failures"
        exit 1
    fi
    printf '\nall checks of the containers passed (%s s)\n' "$SECONDS"
}
