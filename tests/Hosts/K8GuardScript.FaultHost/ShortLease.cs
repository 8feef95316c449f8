using System.Globalization;
using K8GuardScript.Kubernetes.Leases;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.FaultHost;

/// <summary>Lets leader election go faster; the environment may say how fast.</summary>
internal static class ShortLease
{
    /// <summary>Seconds: length of the lease, deadline for renewing it, and time between two tries, as <c>6:5:0.5</c>.</summary>
    public const string Times = "K8GUARD_TEST_LEASE";

    public static void AddShortLease(this IServiceCollection services)
    {
        // whoever comes after one that was killed waits for its lease
        var text = Environment.GetEnvironmentVariable(Times) ?? "1:0.9:0.15";
        var seconds = text.Split(':').Select(part => TimeSpan.FromSeconds(double.Parse(part, CultureInfo.InvariantCulture))).ToList();
        services.AddSingleton(new LeaseTimes { Duration = seconds[0], RenewDeadline = seconds[1], RetryPeriod = seconds[2] });
    }
}
