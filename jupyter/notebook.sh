# The part of ../modeller that starts the notebook, and the kernel for it. It is not run by itself.
# shellcheck shell=sh disable=SC2034,SC2154 # variables and functions of ../modeller

notebook=$home/jupyter
kernel_jar=$notebook/.venv/share/jupyter/kernels/java/jjava.jar

# The compiler works in the same virtual machine as the training; native memory is for DL4J.
notebook_flags='-Xmx512m -Dorg.bytedeco.javacpp.maxbytes=512m'
notebook_flags="$notebook_flags --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED"

notebook_help() {
    cat <<END
Usage: modeller notebook [--port N] [--host ADDRESS] [--data DIR] [--prepare]
Starts Jupyter with the notebook, in Java. Its Python packages are installed in jupyter/.venv first.

      --port N         Port to serve on. Default: 8888.
      --host ADDRESS   Address to serve on. Default: 127.0.0.1, which only this machine can reach.
      --data DIR       Directory of the dataset cache and the model cache. Default: the repository's data directory.
      --prepare        Install and check everything, and start nothing.
  -h, --help           Show this help.

Every option has an environment variable of the same name: --port is MODELLER_PORT.
JUPYTER_TOKEN sets a token that whoever opens the notebook has to give; without one, only this machine is served.
END
}

wrong_usage() {
    # shellcheck disable=SC2016 # the quotes are shown
    say "$*"' (`modeller notebook --help` explains)'
    exit 2
}

read_notebook_options() {
    port=${MODELLER_PORT:-8888}
    host=${MODELLER_HOST:-127.0.0.1}
    data=${MODELLER_DATA:-$home/data}
    prepare_only=''
    while [ $# -gt 0 ]; do
        option=$1
        case $option in
            -h | --help) notebook_help && exit ;;
            --prepare) prepare_only=yes ;;
            --port=*) port=${option#*=} ;;
            --host=*) host=${option#*=} ;;
            --data=*) data=${option#*=} ;;
            --port | --host | --data)
                [ $# -gt 1 ] || wrong_usage "Missing value for option '$option'"
                case $option in
                    --port) port=$2 ;;
                    --host) host=$2 ;;
                    *) data=$2 ;;
                esac
                shift
                ;;
            *) wrong_usage "Unknown option: '$option'" ;;
        esac
        shift
    done
    case $port in
        '' | *[!0-9]* | ??????*) wrong_usage "Invalid value for option '--port': '$port', expected a number up to 65535" ;;
    esac
    [ "$port" -le 65535 ] || wrong_usage "Invalid value for option '--port': '$port', expected a number up to 65535"
}

# The kernel works in another directory than the user.
absolute() {
    case $1 in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$PWD/$1" ;;
    esac
}

# The notebook's own classes, then the libraries. JJava's separator is the platform's, and a star stands for every jar.
notebook_class_path() {
    printf '%s' "$home/$program:$home/$libraries/*"
}

# A kernel that misses something dies without a word.
check_kernel() {
    [ -f "$home/$program" ] || fail "$home/$program is missing: it is the notebook's class path, and comes with the build."
    set -- "$home/$libraries"/*.jar
    [ -f "$1" ] || fail "$home/$libraries is empty: it is the notebook's class path, and comes with the build."
    "$java_home/bin/java" --list-modules | grep -q '^jdk\.jshell' ||
        fail "the notebook needs a whole JDK, and $java_home lacks its module jdk.jshell:" \
            'Debian "apt install default-jdk-headless", Fedora "dnf install java-devel", macOS "brew install openjdk".'
    (class_path=$(notebook_class_path):$kernel_jar && main_class=org.zkmnist.notebook.StartCheck && start -Xshare:auto "$notebook/start.jsh") ||
        exit 1
}

use_notebook_flags() {
    flags="$flags $notebook_flags"
}

# Becomes the kernel.
start_kernel() {
    JJAVA_CLASSPATH=$(notebook_class_path)
    JJAVA_STARTUP_SCRIPTS_PATH=$notebook/start.jsh
    export JJAVA_CLASSPATH JJAVA_STARTUP_SCRIPTS_PATH
    class_path=$kernel_jar
    main_class=org.dflib.jjava.distro.JJava
    start "-Djava.util.logging.config.file=$notebook/logging.properties" "$@"
}

# Sets `port` to one that is free: the one that was asked for, or any if that is 0.
find_port() {
    free=$("$python" -c '
import socket, sys
host, port = sys.argv[1], int(sys.argv[2])
family = socket.getaddrinfo(host, port)[0][0]
with socket.socket(family) as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind((host, port))
    print(probe.getsockname()[1])' "$host" "$port" 2>/dev/null) ||
        fail "port $port of $host cannot be served on: another program may have it; choose another with --port."
    port=$free
}

# Becomes Jupyter. Its files of settings and of this run stay out of the user's own Jupyter.
serve() {
    find_port
    export JAVA_HOME="$java_home" MODELLER_DATA="$data"
    export JUPYTER_PATH="$notebook" JUPYTER_CONFIG_PATH="$notebook"
    export JUPYTER_CONFIG_DIR="${JUPYTER_CONFIG_DIR:-$notebook/.jupyter}"
    export JUPYTER_DATA_DIR="${JUPYTER_DATA_DIR:-$notebook/.jupyter/data}"
    export JUPYTER_RUNTIME_DIR="${JUPYTER_RUNTIME_DIR:-$notebook/.jupyter/runtime}"
    [ -z "${MODELLER_OUTPUT-}" ] || MODELLER_OUTPUT=$(absolute "$MODELLER_OUTPUT")
    unset PYTHONHOME PYTHONPATH
    # Nothing is written beside the files of the repository.
    export PYTHONDONTWRITEBYTECODE=1
    say 'starting Jupyter ...'
    exec "$python" -m jupyterlab --config="$notebook/jupyter_server_config.py" \
        --ServerApp.ip="$host" --ServerApp.port="$port"
}

use_notebook_flags
command=$1
shift
if [ "$command" = notebook-kernel ]; then
    start_kernel "$@"
fi
read_notebook_options "$@"
data=$(absolute "$data")
prepare_python jupyter
check_kernel
if [ -n "$prepare_only" ]; then
    say 'the notebook is ready to start.'
    exit 0
fi
serve
