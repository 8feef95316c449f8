using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

// The only clock that rules have: questions whose answer changes at a known instant, at which the object is judged again.
public static partial class Entry
{
    /// <summary>
    /// True once so much time has passed since an instant, to the tick: <c>OlderThan(pod.Metadata.CreationTimestamp, Days(7))</c>.
    /// False for an absent one. The object is judged again when the answer changes. Works only inside a rule.
    /// </summary>
    /// <param name="instant">of the object, or of another one that was looked up</param>
    /// <param name="age">how old it must be</param>
    public static bool OlderThan(DateTimeOffset? instant, TimeSpan age)
    {
        var evaluation = Evaluation.Now("OlderThan");
        return instant is { } since && evaluation.IsReached(Shifted(since, age.Ticks));
    }

    /// <summary>The same for an instant that is read untyped: <c>OlderThan(o["status"]["startedAt"].Text, Hours(1))</c>.</summary>
    /// <param name="instant">RFC 3339: <c>2026-01-31T12:00:00Z</c></param>
    /// <param name="age">how old it must be</param>
    /// <exception cref="FormatException">the text is no instant</exception>
    public static bool OlderThan(Text instant, TimeSpan age) => OlderThan(InstantOf(instant), age);

    /// <summary>
    /// True from so long before an instant on, and also when it has passed: <c>Within(certificate.NotAfter, Days(14))</c> is what
    /// expires in the next 14 days or has expired. False for an absent one. The object is judged again when the answer changes.
    /// Works only inside a rule. (What is younger than 14 days is <c>!OlderThan(…, Days(14))</c>.)
    /// </summary>
    /// <param name="instant">of the object, or of another one that was looked up</param>
    /// <param name="ahead">how long before the instant the answer becomes true</param>
    public static bool Within(DateTimeOffset? instant, TimeSpan ahead)
    {
        var evaluation = Evaluation.Now("Within");
        return instant is { } end && evaluation.IsReached(Shifted(end, -(Int128)ahead.Ticks));
    }

    /// <summary>The same for an instant that is read untyped: <c>Within(o["status"]["notAfter"].Text, Days(14))</c>.</summary>
    /// <param name="instant">RFC 3339: <c>2026-01-31T12:00:00Z</c></param>
    /// <param name="ahead">how long before the instant the answer becomes true</param>
    /// <exception cref="FormatException">the text is no instant</exception>
    public static bool Within(Text instant, TimeSpan ahead) => Within(InstantOf(instant), ahead);

    private static DateTimeOffset? InstantOf(Text text)
    {
        if (!text.Exists) return null;
        return InstantText.TryRead(text.ToString(), out var instant)
            ? instant
            : throw new FormatException($"`{PlainText.Clean(text.ToString(), 100)}` is no instant such as 2026-01-31T12:00:00Z");
    }

    // the ends of time are as good as any instant beyond them
    private static DateTimeOffset Shifted(DateTimeOffset instant, Int128 by)
    {
        var ticks = instant.UtcTicks + by;
        if (ticks < DateTimeOffset.MinValue.Ticks) return DateTimeOffset.MinValue;
        return ticks > DateTimeOffset.MaxValue.Ticks ? DateTimeOffset.MaxValue : new DateTimeOffset((long)ticks, TimeSpan.Zero);
    }
}
