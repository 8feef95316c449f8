using System.Runtime.ExceptionServices;

namespace K8GuardScript.Compiler;

/// <summary>
/// Runs work on a thread of its own with a deep stack. The compiler recurses over what scripts nest and chain, in places without
/// looking at the stack; what <see cref="ScriptLimits"/> lets through fits several times over.
/// </summary>
internal static class DeepStack
{
    private const int Bytes = 32 * 1024 * 1024;

    /// <summary>Waits until it is done. An exception is thrown on.</summary>
    public static T Run<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception thrown)
                {
                    failure = ExceptionDispatchInfo.Capture(thrown);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
