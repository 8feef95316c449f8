using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Sends calls about single objects. A write is sent once; what became of it is said, never guessed.</summary>
internal sealed class ObjectCalls(ApiClient api)
{
    private const int LongestAnswer = 8 << 20;
    private const string UnexpectedStatus = "the server's answer is a Status where an object was expected";

    /// <summary>Reads once, and once more when the connection broke.</summary>
    /// <param name="target">what to read</param>
    /// <param name="kind">what the server should answer</param>
    /// <param name="subresource">such as <c>/scale</c>; empty for the object itself</param>
    /// <param name="deadline">for each of the two</param>
    /// <param name="cancel">gives up</param>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ReadOutcome> ReadAsync(
        ObjectTarget target, KindName kind, string subresource, TimeSpan deadline, CancellationToken cancel)
    {
        if (target.Path is not { } path)
            return new ReadOutcome(target.IsRefused ? ReadResult.Refused : ReadResult.Unknown, default, target.Why);

        var call = ApiCall.Get("get", kind.Kind, path + subresource, deadline);
        var isSecondTry = false;
        while (true)
        {
            try
            {
                return await ReadOnceAsync(call, target, kind, cancel);
            }
            catch (CallFailedException e) when (e.Failure == CallFailure.Lost && !isSecondTry)
            {
                // most likely a connection that was closed while it idled; to read again harms nothing
                isSecondTry = true;
            }
            catch (CallFailedException e)
            {
                return new ReadOutcome(ReadResult.Unknown, default, e.Message);
            }
        }
    }

    /// <summary>Sends a write, once.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up; whether it was done is not known</exception>
    public async Task<WriteOutcome> WriteAsync(ObjectTarget target, ObjectWrite write, CancellationToken cancel)
    {
        if (target.Path is not { } path)
            return new WriteOutcome(target.IsRefused ? WriteResult.Refused : WriteResult.NotNow, default, target.Why);
        if (write.Body.Length > ObjectWrite.LongestBody)
            return new WriteOutcome(WriteResult.Refused, default, $"not sent: {TooLong(write.Body.Length)}");

        var kind = write.AnswerKind ?? target.Address.Kind;
        var call = new ApiCall(write.Method, write.Verb, kind.Kind, path + write.Subresource + write.Query, write.Deadline)
        {
            Body = write.Body,
            ContentType = write.ContentType,
        };
        try
        {
            using var answer = await api.OpenAsync(call, cancel);
            if (answer.Code is not (200 or 201 or 202)) return ErrorMeaning.OfWrite(await answer.ReadErrorAsync(), target, write);

            var body = await answer.ReadAllAsync(LongestAnswer);
            return OutcomeOf(AnsweredObject.Read(answer, body, kind, target.Address, write.Uid), write);
        }
        catch (CallFailedException e)
        {
            var wasNeverSent = e.Failure is CallFailure.NotConnected or CallFailure.NoCredentials or CallFailure.Throttled;
            return new WriteOutcome(wasNeverSent ? WriteResult.NotNow : WriteResult.Unknown, default, e.Message);
        }
    }

    private static WriteOutcome OutcomeOf(AnsweredObject answered, ObjectWrite write) => answered switch
    {
        { IsStatus: true } when write.MayAnswerStatus => new WriteOutcome(WriteResult.Done, default, ""),
        { IsStatus: true } => new WriteOutcome(WriteResult.Unknown, default, UnexpectedStatus),
        { Json: { } json } => new WriteOutcome(WriteResult.Done, json, ""),
        { Complaint: var complaint } => new WriteOutcome(WriteResult.Unknown, default, complaint),
    };

    private static string TooLong(int length) =>
        FormattableString.Invariant($"the body is {length} bytes long, and a server takes {ObjectWrite.LongestBody}");

    private async Task<ReadOutcome> ReadOnceAsync(ApiCall call, ObjectTarget target, KindName kind, CancellationToken cancel)
    {
        using var answer = await api.OpenAsync(call, cancel);
        if (answer.Code != 200) return ErrorMeaning.OfRead(await answer.ReadErrorAsync(), target);

        var body = await answer.ReadAllAsync(LongestAnswer);
        return AnsweredObject.Read(answer, body, kind, target.Address, uid: "") switch
        {
            { Json: { } json } => new ReadOutcome(ReadResult.Found, json, ""),
            { IsStatus: true } => new ReadOutcome(ReadResult.Unknown, default, UnexpectedStatus),
            { Complaint: var complaint } => new ReadOutcome(ReadResult.Unknown, default, complaint),
        };
    }
}
