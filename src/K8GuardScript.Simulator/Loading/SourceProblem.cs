namespace K8GuardScript.Simulator.Loading;

/// <summary>Something wrong in a text; line and column count from 1, and are 0 where no place can be named.</summary>
internal sealed record SourceProblem(long Line, long Column, string Message);
