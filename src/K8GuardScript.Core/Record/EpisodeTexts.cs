using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Lets episodes share the texts that recur in them. Not safe from several threads.</summary>
internal sealed class EpisodeTexts
{
    private readonly SharedTexts names = new(8_192);

    // apart, as most are said of one object alone
    private readonly SharedTexts messages = new(4_096);

    /// <param name="episode">an episode that is to be kept</param>
    /// <param name="neighbour">one on the same object that is kept already, or null</param>
    /// <returns>an equal one</returns>
    public Episode Share(Episode episode, Episode? neighbour)
    {
        var key = episode.Key;
        return episode with
        {
            Key = key with
            {
                Policy = names.Of(key.Policy),
                Object = neighbour?.Key.Object == key.Object ? neighbour.Key.Object : key.Object with
                {
                    Group = names.Of(key.Object.Group),
                    Kind = names.Of(key.Object.Kind),
                    Namespace = names.Of(key.Object.Namespace),
                },
                Place = names.Of(key.Place),
                Child = key.Child is { } child ? names.Of(child) : null,
            },
            Kind = new KindName(names.Of(episode.Kind.Group), names.Of(episode.Kind.Version), names.Of(episode.Kind.Kind)),
            Uid = neighbour?.Uid == episode.Uid ? neighbour.Uid : episode.Uid,
            Revision = names.Of(episode.Revision),
            Code = names.Of(episode.Code),
            Path = names.Of(episode.Path),
            Message = messages.Of(episode.Message),
        };
    }
}
