# shellcheck shell=sh
# For interactive shells of the image: as the user that the service runs as, as root nothing could be written to ./data.
# `docker exec -it -e MODELLER_SHELL=root zk-modellerauto sh` stays root.
if [ "$(id -u)" -eq 0 ] && [ -z "${MODELLER_SHELL-}" ]; then
    export MODELLER_SHELL=owner
    exec as-owner "$0"
fi
