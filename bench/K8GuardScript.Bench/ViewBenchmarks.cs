using System.Buffers;
using BenchmarkDotNet.Attributes;
using K8GuardScript.Bench.Sync;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Bench;

/// <summary>What reading one field of a pod costs, typed and untyped, present and absent, and telling where it stands.</summary>
[MemoryDiagnoser]
public class ViewBenchmarks
{
    private KubeObject pod = null!;

    [GlobalSetup]
    public void Setup()
    {
        var output = new ArrayBufferWriter<byte>(8192);
        SomePods.Write(5, output);
        pod = KubeObject.Parse(output.WrittenSpan.ToArray(), "v1", "Pod");
    }

    [Benchmark]
    public bool Typed_text() => new Pod(pod.Root).Spec.Containers[1].Image == "registry.example.com/shop/web-1:1.5.7";

    [Benchmark]
    public bool Typed_flag() => new Pod(pod.Root).Spec.Containers[1].SecurityContext.AllowPrivilegeEscalation == false;

    [Benchmark]
    public bool Absent_flag() => new Pod(pod.Root).Spec.Containers[1].SecurityContext.Privileged == true;

    [Benchmark]
    public bool Untyped_flag() => pod.Root["spec"]["containers"][1]["securityContext"]["allowPrivilegeEscalation"].Bool == false;

    [Benchmark]
    public string Path_of_a_finding() => new Pod(pod.Root).Spec.Containers[1]["securityContext"]["privileged"].Path;
}
