using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Scopes;

/// <summary>The part of a scope that asks for the namespace. Safe from any thread; remembers what it answered.</summary>
/// <param name="patterns">for its name</param>
/// <param name="selector">for its labels; null asks for none</param>
internal sealed class NamespaceScope(NamePatterns patterns, LabelSelector? selector)
{
    // As many answers are remembered at least, and at most. A cluster may have more namespaces: the rest is worked out again.
    private const int FewestSlots = 64;
    private const int MostSlots = 4096;

    // Names fall into slots by their hash, and the latest one stays. Readers take one reference and compare; nobody waits.
    private volatile Known?[] slots = new Known?[FewestSlots];
    private int displaced;

    public NamePatterns Patterns => patterns;

    /// <summary>Null where labels do not matter.</summary>
    public LabelSelector? Selector => selector;

    /// <summary>Nothing is asked: everything is in.</summary>
    public bool IsEmpty => patterns.IsEmpty && selector is null;

    /// <summary>Whether a namespace is taken in.</summary>
    /// <param name="name">its name</param>
    /// <param name="ns">the namespace; null where it is not seen</param>
    public ScopeAnswer Of(string name, KubeObject? ns)
    {
        var now = slots;
        var slot = Slot(name, now.Length);
        if (Volatile.Read(ref now[slot]) is not { } known || !known.Is(name)) return Learn(name, ns, now, slot);
        return selector is null || known.IsOf(ns) ? known.Answer : Learn(name, ns, now, slot);
    }

    private ScopeAnswer Learn(string name, KubeObject? ns, Known?[] now, int slot)
    {
        if (!patterns.Admit(name)) return Keep(ScopeAnswer.Out);
        if (selector is null) return Keep(ScopeAnswer.In);
        return ns is null ? ScopeAnswer.Unknown : Keep(selector.Matches(ns) ? ScopeAnswer.In : ScopeAnswer.Out);

        ScopeAnswer Keep(ScopeAnswer answer)
        {
            // a weak reference, as a version of a namespace that is gone must not stay for the sake of an answer
            var of = selector is null || ns is null ? null : new WeakReference<KubeObject>(ns);
            var before = Interlocked.Exchange(ref now[slot], new Known(name, of, answer));
            if (before is not null && !before.Is(name) && Interlocked.Increment(ref displaced) > now.Length) Grow(now);
            return answer;
        }
    }

    // what is lost by this is worked out once more
    private void Grow(Known?[] now)
    {
        if (now.Length == MostSlots) return;
        Interlocked.Exchange(ref displaced, 0);
        Interlocked.CompareExchange(ref slots!, new Known?[now.Length * 2], now);
    }

    // cheaper than the hash of all its characters; numbered namespaces differ at the end
    private static int Slot(string name, int count)
    {
        var hash = name.Length;
        if (name.Length > 0) hash = (hash * 31) + name[0] + (name[name.Length / 2] * 131);
        if (name.Length > 2) hash = (((((hash * 31) + name[^3]) * 31) + name[^2]) * 31) + name[^1];
        return (hash ^ (hash >> 11)) & (count - 1);
    }

    private sealed class Known(string name, WeakReference<KubeObject>? of, ScopeAnswer answer)
    {
        public ScopeAnswer Answer => answer;

        public bool Is(string other) => ReferenceEquals(name, other) || name == other;

        public bool IsOf(KubeObject? ns) => ns is not null && of is not null && of.TryGetTarget(out var seen) && ReferenceEquals(seen, ns);
    }
}
