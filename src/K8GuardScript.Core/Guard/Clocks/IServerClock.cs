namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>Hears what the API server's answers say of its clock. Safe from any thread; quick.</summary>
internal interface IServerClock
{
    /// <param name="date">of an answer's <c>Date</c> header, which leaves the fraction of the second out</param>
    /// <param name="roundTrip">from sending the request until the head of the answer was there; the server wrote the date in between</param>
    void Seen(DateTimeOffset date, TimeSpan roundTrip);
}
