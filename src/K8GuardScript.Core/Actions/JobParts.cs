using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>
/// The active Jobs of a CronJob that is suspended: each is suspended too, as an action of its own that is part of the first. They are
/// intended together with it, so that none gets lost.
/// </summary>
internal sealed class JobParts(IClusterClient cluster, Ledger ledger, FreshLook look, ActionWriter writer, TimeProvider clock)
{
    private const int MostTries = 5;
    private static readonly KindName Jobs = new("batch", "v1", "Job");

    /// <summary>The parts of an action, as intended; none for what is no stop of a CronJob.</summary>
    /// <returns>why they are not known, or null; and the parts</returns>
    public async Task<(string? Trouble, IReadOnlyList<ActionRecord> Parts)> OfAsync(ActionRecord whole, CancellationToken cancel)
    {
        if (whole is not { Verb: ActionVerb.Stop, Cause: not ActionCause.Undo, Target: { Group: "batch", Kind: "CronJob" } }) return (null, []);
        var listed = await cluster.ListAsync(Jobs, whole.Target.Namespace, null, cancel).ConfigureAwait(false);
        if (listed.Result != ReadResult.Found) return ($"its Jobs could not be listed: {listed.Message}", []);
        return (null, [.. listed.Items
            .Select(json => KubeObject.Parse(json.Span, Jobs.ApiVersion, Jobs.Kind))
            .Where(job => IsOf(job, whole.Uid) && Dormancy.Of(job) is null)
            .Select(job => Part(whole, job))]);
    }

    /// <summary>Carries out the parts of an action once it is done, those that began meanwhile too; if it was not done, neither are they.</summary>
    /// <returns>whether each of them is settled</returns>
    public async Task<bool> FollowAsync(ActionRecord whole, CancellationToken cancel)
    {
        if (whole.Cause == ActionCause.Undo) return true;
        var state = ledger.FindAction(whole.Id)?.State;
        var intended = Intended(whole);
        if (state is null or ActionState.Intended or ActionState.Unknown) return intended.Count == 0;
        if (state == ActionState.Refused)
        {
            foreach (var part in intended) writer.Refuse(part, "the CronJob was not suspended");
            return true;
        }

        await AddLateAsync(whole, cancel).ConfigureAwait(false);
        foreach (var part in Intended(whole)) await SuspendAsync(part, cancel).ConfigureAwait(false);
        return Intended(whole).Count == 0;
    }

    private List<ActionRecord> Intended(ActionRecord whole) =>
        [.. ledger.FollowingActions(whole.Id).Where(part => part.PartOf == whole.Id && part.State == ActionState.Intended)];

    // the CronJob may have started one between the list and its suspension
    private async Task AddLateAsync(ActionRecord whole, CancellationToken cancel)
    {
        var (_, now) = await OfAsync(whole, cancel).ConfigureAwait(false);
        var known = ledger.FollowingActions(whole.Id).Select(part => part.Uid).ToHashSet(StringComparer.Ordinal);
        var late = now.Where(part => !known.Contains(part.Uid)).ToList();
        if (late.Count > 0) ledger.Commit(() => new LedgerChange { Actions = late });
    }

    private async Task SuspendAsync(ActionRecord part, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var (read, fresh) = await look.ReadAsync(part.Kind, part.Target, cancel).ConfigureAwait(false);
            if (read.Result is ReadResult.Refused or ReadResult.Unknown) return;
            if (fresh is null || fresh.Item.Uid != part.Uid || Dormancy.Of(fresh.Item) is not null)
            {
                if (fresh?.Item.Annotation(ActionAnnotations.ActionId) == part.Id) Close(part);
                else writer.Refuse(part, "it came to its end by itself");
                return;
            }

            var plan = ActionPlanner.Plan(new ActionIntent(ActionVerb.Stop, null, part.Id, part.Policy), fresh);
            if (plan is null) return;
            var report = await writer.ResumeAsync(plan, part, done => ActionClosing.Done(done, [], clock.GetUtcNow()), cancel).ConfigureAwait(false);
            if (report.Result != ActionResult.Conflict) return;
        }
    }

    private void Close(ActionRecord part) => ledger.Commit(() => ActionClosing.Done(part, [], clock.GetUtcNow()));

    private static bool IsOf(KubeObject job, string uid) => job.OwnerReferences().Any(owner => owner.Controller && owner.Uid == uid);

    private ActionRecord Part(ActionRecord whole, KubeObject job) => whole with
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        Target = whole.Target with { Kind = Jobs.Kind, Name = job.Name },
        Kind = Jobs,
        Uid = job.Uid,
        PartOf = whole.Id,
        Outcome = "suspended",
        State = ActionState.Intended,
        Previous = "false",
        Manifest = null,
    };
}
