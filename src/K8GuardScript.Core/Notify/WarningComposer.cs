using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>Makes messages of warnings that are due: one per recipient, with everything that he is owed.</summary>
internal static class WarningComposer
{
    /// <summary>A card with more than this would be cut by Teams (28 KB a message, so at most about 20 KB planned).</summary>
    public const int MostPerMessage = 10;

    /// <param name="due">outlooks whose step is a warning</param>
    /// <param name="cluster">the cluster's name; may be empty</param>
    /// <param name="now">wall clock</param>
    public static IReadOnlyList<Message> Compose(IEnumerable<Outlook> due, string cluster, DateTimeOffset now) =>
        due.Where(outlook => outlook.Recipient.Channels.Count > 0)
            .GroupBy(outlook => Address(outlook.Recipient))
            .SelectMany(group => group
                .OrderBy(outlook => outlook.Episode.Key.ToString(), StringComparer.Ordinal)
                .Chunk(MostPerMessage)
                .Select(chunk => new Message(
                    Guid.CreateVersion7(now).ToString("N"), cluster, chunk[0].Recipient, [.. chunk.Select(outlook => Word(outlook, now))])))
            .ToList();

    // INVARIANT: a message counts as a whole or not at all, so a fallback that is called like a team is somebody else.
    private static (string Name, bool Counts, string Channels) Address(Recipient recipient) =>
        (recipient.Name, recipient.Counts, string.Join('\n', recipient.Channels));

    private static Warning Word(Outlook outlook, DateTimeOffset now)
    {
        var step = (LadderStep.Warn)outlook.Step;
        var ladder = outlook.Policy.Ladder;
        var announces = step.ArmsAction ? ladder.Action : ActionVerb.None;
        var notice = announces == ActionVerb.None ? TimeSpan.Zero : ladder.NoticeOf(step);
        var outcome = ActionPlanner.Outcome(announces, outlook.Episode.Kind, ladder.Mark) ?? "";
        return new Warning(
            outlook.Episode with { Uid = outlook.Situation.Uid, Revision = outlook.Situation.Revision },
            outlook.Policy.Definition.Title,
            outlook.Policy.Definition.Fix,
            step.Ordinal,
            step.Of,
            step.IsLast,
            step.IsLast ? announces : ActionVerb.None,
            outcome,
            announces != ActionVerb.None ? Later(now + notice, step.NotBefore) : null)
        {
            Notice = notice,
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
