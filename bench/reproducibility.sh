#!/bin/sh
# Trains one epoch in many ways and shows that the parameters are always the same: a line each, exit 0 only if all agree.
#
# usage: bench/reproducibility.sh [JAVA_HOME ...]     Default: the Java on PATH. Needs `mvn -DskipTests package` before.
# ARM_JAVA names a Java of another architecture, for instance under an emulator; it runs four batches.
set -u
cd "$(dirname "$0")/.." || exit

classes=common/target/classes:common/target/test-classes
for jar in auto/target/lib/commons-*.jar; do classes=$classes:$jar; done
program=org.zkmnist.training.fused.DigestOfSteps
dataset=data/mnist-train-n-test.tar.gz
status=0

# digest BATCHES THREADS JAVA FLAG...
digest() {
    batches=$1
    threads=$2
    shift 2
    "$@" -Xmx512m -cp "$classes" $program --data $dataset --batches "$batches" --threads "$threads" | tail -n 1
}

# same EXPECTED BATCHES THREADS JAVA FLAG...
same() {
    expected=$1
    shift
    found=$(digest "$@")
    if [ "$found" = "$expected" ]; then verdict=same; else verdict=DIFFERENT status=1; fi
    batches=$1
    threads=$2
    shift 2
    echo "$verdict  $found  $batches batches, $threads threads, $*"
}

java -version 2>&1 | sed -n 1p
few=$(digest 4 1 java)
epoch=$(digest 235 1 java)
echo "one epoch: $epoch"
for home in "${@:-}"; do
    java=${home:+$home/bin/}java
    for threads in 1 2 3 7; do same "$epoch" 235 $threads "$java"; done
    for flag in -XX:UseAVX=0 -XX:UseAVX=1 -XX:UseAVX=2 -XX:UseAVX=3 -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UseParallelGC; do
        same "$epoch" 235 2 "$java" -XX:+IgnoreUnrecognizedVMOptions $flag
    done
    same "$few" 4 2 "$java" -Xint
done
if [ -n "${ARM_JAVA-}" ]; then
    same "$few" 4 2 "$ARM_JAVA"
    QEMU_CPU=cortex-a72 && export QEMU_CPU && same "$few" 4 2 "$ARM_JAVA"
fi
exit $status
