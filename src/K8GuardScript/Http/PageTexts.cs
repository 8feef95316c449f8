using System.Globalization;
using K8GuardScript.Core.Guard.Breaking;

namespace K8GuardScript.Http;

/// <summary>Words of the page for people.</summary>
internal static class PageTexts
{
    /// <summary>One line for each thing that keeps the guard from acting, the ledger aside: <see cref="Readiness"/> tells of it.</summary>
    public static IEnumerable<string> Holds(GuardStateAnswer state)
    {
        if (state.Paused is { } paused) yield return $"paused, no action is taken: {paused}";
        if (state.Breakers.Count >= Breaker.MostTripped) yield return "so many breakers tripped that every policy only warns";
        foreach (var breaker in state.Breakers) yield return $"the breaker of policy {breaker.Policy} tripped, so that it only warns: {breaker.Why}";
        if (state.NotLeading is { } other) yield return $"this instance does not act: {other}";
        if (state.Clock is { } clock) yield return $"the time is not trusted, so that nothing is told or done: {clock}";
    }

    /// <summary>A time of day, with its date if that is another day than now.</summary>
    public static string Time(DateTimeOffset at, DateTimeOffset now) => at.UtcDateTime.ToString(
        at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
