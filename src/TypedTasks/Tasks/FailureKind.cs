using System.Security.Cryptography;
using System.Text;

namespace TypedTasks;

/// <summary>What tells one kind of failure from another, whatever its message says: failures of one kind are counted, listed and retried together.</summary>
/// <param name="Task">The name of the task; empty where the failure lies outside of any.</param>
/// <param name="Type">The full name of the exception type, at most 300 characters.</param>
/// <param name="Frame">The topmost method of its stack that is none of the framework's, at most 300 characters; empty where there is no stack.</param>
public sealed record FailureKind(string Task, string Type, string Frame)
{
    private const int MostLetters = 300;
    private const int FingerprintBytes = 8;

    /// <summary>Sixteen hexadecimal digits that stand for it, the same in every process.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Task}\n{Type}\n{Frame}")).AsSpan(0, FingerprintBytes));

    /// <summary>The kind of a failure.</summary>
    /// <param name="failure">The failure.</param>
    public static FailureKind Of(TaskFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(failure.Task, Cut(failure.Type), Cut(FrameOf(failure.StackTrace)));
    }

    // Lines and offsets change with every build, and the arguments of generic methods with every call.
    private static string FrameOf(string? stack)
    {
        var first = "";
        foreach (var line in (stack ?? "").AsSpan().EnumerateLines())
        {
            var frame = line.Trim();
            if (!frame.StartsWith("at ", StringComparison.Ordinal))
                continue;
            frame = frame[3..];
            var end = frame.IndexOf(')');
            var name = (end < 0 ? frame : frame[..(end + 1)]).ToString();
            if (first.Length == 0)
                first = name;
            if (!name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal))
                return name;
        }

        return first;
    }

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters];
}
