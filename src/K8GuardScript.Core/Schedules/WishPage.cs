namespace K8GuardScript.Core.Schedules;

/// <summary>Some of a run's wishes, stored together: progress is noted a page at a time, and exactly by the actions of the run.</summary>
/// <param name="Wishes">in their order; empty once each is dealt with</param>
/// <param name="Kept">actions of earlier runs that keep an object as this run wished it: undoing this run undoes them</param>
internal sealed record WishPage(IReadOnlyList<Wish> Wishes, IReadOnlyList<string> Kept);
