using System.Globalization;
using K8GuardScript.Kubernetes.Leases;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.FaultHost;

/// <summary>Lets leader election go faster where the environment says so.</summary>
internal static class ShortLease
{
    /// <summary>Seconds: length of the lease, deadline for renewing it, and time between two tries, as <c>6:5:0.5</c>.</summary>
    public const string Times = "K8GUARD_TEST_LEASE";

    public static void AddShortLease(this IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(Times) is not { } text) return;
        var seconds = text.Split(':').Select(part => TimeSpan.FromSeconds(double.Parse(part, CultureInfo.InvariantCulture))).ToList();
        services.AddSingleton(new LeaseTimes { Duration = seconds[0], RenewDeadline = seconds[1], RetryPeriod = seconds[2] });
    }
}
