using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>An answer that is no success.</summary>
/// <param name="Code">of HTTP</param>
/// <param name="Status">what the API server says about it; null when something else answered, or a part of it without a Status</param>
/// <param name="IsPlainText">the API server answers an unknown group in plain text</param>
/// <param name="RetryAfter">how long the server asks us to wait</param>
internal sealed record ApiError(int Code, ApiStatus? Status, bool IsPlainText, TimeSpan? RetryAfter)
{
    private const int LongestWords = 1000;

    /// <summary>The version or the page asked for is no longer kept: list again.</summary>
    public bool IsExpired => Code == 410;

    /// <summary>The version asked for is one that the server has not reached: it lags behind, or went back.</summary>
    public bool IsTooLarge => Status?.CauseReasons.Contains("ResourceVersionTooLarge") == true;

    /// <summary>The API server itself does not know the path.</summary>
    public bool IsUnknownPath => Code == 404 && IsRefusal;

    /// <summary>
    /// The API server itself forbids this or does not know it. A 403 or 404 page of something in between is no such word.
    /// </summary>
    public bool IsRefusal => Code switch
    {
        403 => Status is not null,
        404 => Status is not null || IsPlainText,
        405 => Status is not null,
        _ => false,
    };

    /// <summary>The server is too busy just now; what it said before still holds.</summary>
    public bool IsBusy => Code is 429 or 502 or 503;

    /// <summary>The server's words where it said some, in one line and fit for a log.</summary>
    public string Message
    {
        get
        {
            if (Status is { Message.Length: > 0 }) return $"the server answered {Code}: {PlainText.Of(Status.Message, LongestWords)}";
            if (Status is { Reason.Length: > 0 }) return $"the server answered {Code} {PlainText.Of(Status.Reason, LongestWords)}";
            return Code switch
            {
                0 => "the server ended the watch with an error of which it says nothing",
                404 when IsPlainText => "the server answered 404: it does not know this group and version",
                >= 300 and < 400 => $"the server answered {Code}: a redirect, which is not followed; is this the API server's address?",
                _ => $"the server answered {Code} without a Kubernetes Status; is something between us and the API server?",
            };
        }
    }
}
