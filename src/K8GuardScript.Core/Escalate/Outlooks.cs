using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Escalate;

/// <summary>Works out what an episode is owed, from the settings, the policy and the object as they are now.</summary>
/// <param name="rulebook">settings and policies</param>
/// <param name="store">objects and namespaces</param>
/// <param name="rails">what may bar an action, or put it off</param>
/// <param name="exemptions">what is excepted</param>
/// <param name="managers">who manages what an action would change</param>
internal sealed class Outlooks(Rulebook rulebook, ObjectStore store, GuardRails rails, IExemptions exemptions, KnownManagers managers)
{
    /// <summary>What each guard rail says about the action that an outlook leads to; empty where no object was looked at.</summary>
    public IReadOnlyList<RailAnswer> RailsFor(Outlook outlook) => outlook.Question is { } question ? rails.Ask(question) : [];

    /// <summary>
    /// Reads what only the server knows and a guard rail wants to know: due before an action is announced. What was found shows in the next
    /// outlook of the episode.
    /// </summary>
    public Task ReadAsync(Outlook outlook, CancellationToken cancel)
    {
        if (outlook.Question is not { } question || !rails.WantManagers(question)) return Task.CompletedTask;

        // what is barred anyway costs no request
        var unread = question with { Managers = null, WhyUnread = null };
        return rails.FirstBar(unread) is null ? managers.ReadAsync(unread, cancel) : Task.CompletedTask;
    }

    /// <summary>Whether such a thing is not known, so that no action must be announced.</summary>
    public bool IsUnread(Outlook outlook) => outlook.Question is { } question && IsUnread(question);

    /// <summary>Notes what an object says that was just read for an action.</summary>
    public void Learn(RailQuestion question, FreshObject fresh) => managers.Learn(question, fresh);

    /// <summary>Whether the watch knows an object.</summary>
    public bool Watches(in ObjectKey key) => store.Get(key) is not null;

    /// <returns>null if the policy is not in force</returns>
    public Outlook? Of(Episode episode, DateTimeOffset now)
    {
        var edition = rulebook.Current;
        return edition.Policies.Find(episode.Key.Policy) is { } policy
            ? Of(episode, policy, edition.Settings, store.Get(episode.Key.Object), NamespaceOf(episode.Key.Object), now)
            : null;
    }

    /// <summary>The same for an object and a namespace that were just read.</summary>
    /// <param name="episode">the episode</param>
    /// <param name="root">its policy; which variant of it holds for the object is decided here</param>
    /// <param name="settings">the settings</param>
    /// <param name="target">the object, or null if it is gone</param>
    /// <param name="namespace">its namespace; null for a cluster-scoped object, or if it is not known</param>
    /// <param name="now">wall clock</param>
    public Outlook Of(
        Episode episode, Policy root, GuardSettings settings, KubeObject? target, KubeObject? @namespace, DateTimeOffset now)
    {
        var (policy, outOfScope) = InForce(episode, root, target, @namespace);
        var recipient = OwnerDirectory.Of(settings, target, @namespace);
        var mode = EffectiveMode.Of(
            settings.Mode, policy.Settings.Mode,
            @namespace?.Label(EffectiveMode.NamespaceLabel));
        var question = managers.With(QuestionOf(episode, policy, settings, mode, target, @namespace, now));
        var situation = new LadderSituation(
            mode,
            target?.Uid ?? "",
            policy.Revision,
            target is null ? "dormant: it is not there now" : DormantBecause(target, @namespace),
            recipient.Counts,
            recipient.Name,
            outOfScope ?? (target is null ? null : rails.FirstBar(question)?.Why))
        {
            Exemption = exemptions.For(episode.Key, target, @namespace, now),
            WarnsExistingFrom = policy.Settings.WarnExistingFrom
                ?? (settings.Existing == ExistingViolations.Warn ? DateTimeOffset.MinValue : null),
        };
        var step = outOfScope is not null && episode.State == EpisodeState.Open
            ? new LadderStep.Hold(outOfScope)
            : new EscalationLadder(policy.Ladder).StepDue(episode, situation, now);
        return new Outlook(episode, policy, situation, recipient, WithItsTime(step, question, now)) { Question = question };
    }

    private static RailQuestion QuestionOf(
        Episode episode, Policy policy, GuardSettings settings, Mode mode, KubeObject? target, KubeObject? @namespace, DateTimeOffset now) => new()
        {
            Cause = ActionCause.Ladder,
            Verb = policy.Ladder.Action,
            Policy = policy,
            Settings = settings,
            Mode = mode,
            Kind = episode.Kind,
            Target = episode.Key.Object,
            Episode = episode.Key,
            Object = target,
            Namespace = @namespace,
            Now = now,
        };

    // INVARIANT: what is announced is what windows, freezes and the rest will let pass, as far as anybody knows that now.
    private LadderStep WithItsTime(LadderStep step, RailQuestion question, DateTimeOffset now)
    {
        if (step is not LadderStep.Warn { ArmsAction: true } warn) return step;

        // Put off, and not told without the action: that would be taken for the end of it, and the next message would say otherwise.
        if (warn.IsLast && IsUnread(question) && managers.Pause(question) is { } pause)
            return new LadderStep.Wait(now + pause, "last warning, once the object can be read afresh");
        return warn with { NotBefore = rails.Earliest(question, now + question.Policy.Ladder.NoticeOf(warn)) };
    }

    private bool IsUnread(RailQuestion question) => question is { Managers: null, WhyUnread: null } && rails.WantManagers(question);

    // INVARIANT: what the policy would not judge now is neither told nor acted on, though its verdict may still be on its way.
    private (Policy Policy, string? OutOfScope) InForce(Episode episode, Policy root, KubeObject? target, KubeObject? @namespace)
    {
        if (target is null) return (root, null);
        var (key, judged, home) = (episode.Key.Object, target, @namespace);
        if (episode.Key.Source is { } source)
        {
            var answer = root.Concerns(episode.Key.Object, @namespace);
            if (answer != ScopeAnswer.In) return (root, Why(isOpen: answer == ScopeAnswer.Unknown));
            if (store.Get(source) is not { } seen) return (root, $"it was found at {source}, which is not there now");
            (key, judged, home) = (source, seen, NamespaceOf(source));
        }

        var policy = root.For(key, judged, home, out var isOpen);
        return policy is null ? (root, Why(isOpen)) : (policy, null);
    }

    private static string Why(bool isOpen) => isOpen
        ? "its namespace is not known, so neither is whether the policy is for it"
        : "the policy is not for it now: the settings leave it out";

    private static string? DormantBecause(KubeObject target, KubeObject? @namespace) =>
        Dormancy.Of(target) ?? (@namespace?.DeletionTimestamp is null ? null : "dormant: its namespace is being deleted");

    // what is said on a namespace holds for the namespace itself as well
    private KubeObject? NamespaceOf(ObjectKey key)
    {
        var name = key is { Group: "", Kind: "Namespace" } ? key.Name : key.Namespace;
        return name.Length == 0 ? null : store.Namespace(name);
    }
}
