using System.Globalization;

namespace TypedTasks.AspNetCore.Api;

/// <summary>Reads what stands in the query of an address.</summary>
internal static class Asked
{
    private const int MostLetters = 2048;

    public static int Number(string? text, string name, int otherwise) => text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"{name} is no number from 0.");

    public static DateTimeOffset? Time(string? text, string name) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new ArgumentException($"{name} is no time: write one such as 2026-11-30T12:00:00Z.");

    /// <summary>A time span in words of ISO 8601 or .NET; <c>ever</c> for all.</summary>
    public static TimeSpan Span(string? text, string name, TimeSpan otherwise) => text is null ? otherwise
        : text == "ever" ? TimeSpan.MaxValue
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span
        : throw new ArgumentException($"{name} is no time span: write one such as 01:00:00 (an hour) or 1.00:00:00 (a day), or ever.");

    public static FlowFilter Filter(
        string[]? state, string? task, string? name, string? prefix, string? header, string? failure, string? quiet, string? late, string? from, string? before)
    {
        return new()
        {
            States = [.. (state ?? []).Select(State)],
            Task = Short(task, nameof(task)),
            Name = Short(name, nameof(name)),
            Prefix = Short(prefix, nameof(prefix)),
            Header = Header(header),
            Failure = Short(failure, nameof(failure)),
            IsQuiet = Flag(quiet, nameof(quiet)),
            IsLate = Flag(late, nameof(late)),
            AcceptedFrom = Time(from, nameof(from)),
            AcceptedBefore = Time(before, nameof(before)),
        };
    }

    public static string? Short(string? text, string name) => text is null || text.Length <= MostLetters ? text
        : throw new ArgumentException($"{name} has {text.Length} characters; at most {MostLetters} are taken.");

    private static bool Flag(string? text, string name) =>
        text is not null && (bool.TryParse(text, out var flag) ? flag : throw new ArgumentException($"{name} is true or false."));

    private static FlowState State(string text) =>
        Enum.TryParse<FlowState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && state != FlowState.Unknown && !char.IsAsciiDigit(text[0])
            ? state
            : throw new ArgumentException($"state is none of {string.Join(", ", Enum.GetNames<FlowState>().Skip(1))}.");

    private static KeyValuePair<string, string>? Header(string? text) => Short(text, "header")?.Split('=', 2) switch
    {
        null => null,
        [{ Length: > 0 } name, var value] => new(name, value),
        _ => throw new ArgumentException("header is no header: write NAME=VALUE."),
    };
}
