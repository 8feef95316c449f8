namespace K8GuardScript.Core.Schedules;

/// <summary>What a look at all schedules left for its caller to do.</summary>
/// <param name="Kinds">a job asks for kinds that are not watched yet</param>
/// <param name="Again">there is more to carry out at once</param>
internal readonly record struct RoundNeeds(bool Kinds, bool Again);
