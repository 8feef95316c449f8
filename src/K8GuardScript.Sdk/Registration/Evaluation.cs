using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>
/// Runs rules over one object after another: collects what they find in it and what they looked up for it. Belongs to one thread.
/// </summary>
internal sealed class Evaluation(IClusterLookup lookup)
{
    // rules reach look-ups through static members, so the running evaluation is known per thread
    [ThreadStatic]
    private static Evaluation? current;

    private readonly Findings findings = new();
    private bool incomplete;
    private bool readImages;
    private HashSet<LookUp>? lookUps;
    private DateTimeOffset? now;
    private DateTimeOffset? changesAt;
    private KubeObject? judged;
    private string? missing;

    /// <summary>The evaluation that runs on this thread.</summary>
    /// <exception cref="PolicyLoadException">no rule is running: the script looked something up in its body</exception>
    public static Evaluation Now(string entry) =>
        current ?? throw PolicyLoadException.Of(ScriptPlace.OfCaller(), $"`{entry}` works only inside a rule, where an object is at hand");

    /// <summary>The first instant at which the answer to a question about time changes; known after a fault too.</summary>
    public DateTimeOffset? ChangesAt => changesAt;

    /// <exception cref="RuleFaultException">a rule threw</exception>
    public Judgement Run(IReadOnlyList<RuleDefinition> rules, KubeObject target)
    {
        Clear();
        judged = target;
        var outer = current;
        current = this;
        Fuel.Start(RunLimits.Rules);
        try
        {
            // by index: an enumerator of a list that is known by its interface is made anew each time
            for (var i = 0; i < rules.Count; i++)
            {
                Fuel.Saw(rules[i].LongestText);
                rules[i].Body(target, findings);
            }
        }
        catch (Exception fault)
        {
            // INVARIANT: the original exception never leaves: it would keep the script's load context alive.
            throw RuleFaultException.From(fault, ObjectOf(fault));
        }
        finally
        {
            Fuel.Stop();
            current = outer;
        }

        var found = findings.Take();
        if (found.Count == 0 && !incomplete && !readImages && changesAt is null && missing is null && lookUps is null) return Judgement.Clean;
        return new Judgement(found, incomplete, readImages)
        {
            ChangesAt = changesAt,
            Missing = missing,
            LookUps = lookUps is null ? [] : lookUps,
        };
    }

    public long? ImageSize(string image)
    {
        readImages = true;
        var size = lookup.ImageSize(image);
        incomplete |= size is null;
        return size;
    }

    /// <summary>The objects that a look-up names; none, and the judgement stays open, where they are not known.</summary>
    public IReadOnlyList<KubeObject> List(LookUp wanted)
    {
        Note(wanted);
        var found = lookup.List(wanted);
        incomplete |= found is null;
        Fuel.Charge(1 + (found?.Count ?? 0));
        return found ?? [];
    }

    /// <summary>The object that a look-up names; null where there is none, or where, and the judgement stays open, it is not known.</summary>
    public KubeObject? Find(LookUp wanted)
    {
        Note(wanted);
        Fuel.Charge(1);
        incomplete |= !lookup.TryFind(wanted, out var found);
        return found;
    }

    /// <summary>Whether a place lies in the object that is judged.</summary>
    public bool IsJudged(Field place) => judged is not null && ReferenceEquals(PlaceOwner.Of(place), judged);

    /// <summary>The looked-up object in which a place lies; null if it lies in none.</summary>
    public KubeObject? OtherOf(Field place) => PlaceOwner.Of(place) is { } other && !ReferenceEquals(other, judged) ? other : null;

    /// <summary>Notes that something was to be reported on an object that is not there.</summary>
    /// <param name="what">for people; the first one counts</param>
    public void Miss(string what) => missing ??= what;

    /// <summary>Whether an instant is reached; notes when that changes. Without a clock the judgement stays open.</summary>
    public bool IsReached(DateTimeOffset instant)
    {
        now ??= lookup.Now;
        incomplete |= now is null;
        if (now is not { } present || present >= instant) return now is not null;
        // the end of time does not come
        if (instant < DateTimeOffset.MaxValue && (changesAt is null || instant < changesAt)) changesAt = instant;
        return false;
    }

    // a path says where in which object only if that is the judged one
    private string? ObjectOf(Exception fault) => fault is FieldTypeException { Place: var place } && OtherOf(place) is { } other
        ? $"{other.Kind} {(other.Namespace.Length == 0 ? "" : other.Namespace + "/")}{other.Name}"
        : null;

    // INVARIANT: nothing of one object's evaluation is left for the next one
    private void Clear()
    {
        findings.Clear();
        (incomplete, readImages, lookUps, now, changesAt) = (false, false, null, null, null);
        missing = null;
    }

    private void Note(LookUp wanted) => (lookUps ??= []).Add(wanted);
}
