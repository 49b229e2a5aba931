using System.CommandLine;
using System.Globalization;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Flows;

/// <summary>The options that select flows.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> state = new("--state") { HelpName = "running|succeeded|failed|cancelled|compensating", Description = "Flows in this state. Repeat for more." };
    private readonly Option<string?> task = new("--task") { HelpName = "name", Description = "Flows with a step of this task." };
    private readonly Option<string?> name = new("--name") { HelpName = "name", Description = "Flows of exactly this name." };
    private readonly Option<string?> prefix = new("--prefix") { HelpName = "text", Description = "Flows whose id or name begins so." };
    private readonly Option<string?> header = new("--header") { HelpName = "name=value", Description = "Flows with exactly this header." };
    private readonly Option<string?> failure = new("--failure") { HelpName = "fingerprint", Description = "Flows that stand failed by this kind of failure." };
    private readonly Option<bool> quiet = new("--quiet") { Description = "Flows of which nothing was heard although something should have been." };
    private readonly Option<bool> late = new("--late") { Description = "Flows that run longer than they were expected to." };
    private readonly Option<string?> since = new("--since") { HelpName = "time", Description = "Flows accepted since then: 2026-11-30T12:00Z, or 2h, 30m, 7d ago." };
    private readonly Option<string?> before = new("--before") { HelpName = "time", Description = "Flows accepted before then." };

    public void AddTo(Command command, bool withState)
    {
        foreach (var option in new Option[] { task, name, prefix, header, failure, quiet, late, since, before })
            command.Add(option);
        if (withState)
            command.Add(state);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(ParseResult parsed) => new Option[] { task, name, prefix, header, failure, quiet, late, since, before }.Any(o => parsed.GetResult(o) is { Implicit: false });

    /// <exception cref="UsageException">One of them cannot be understood.</exception>
    public FlowFilter Read(ParseResult parsed, DateTimeOffset now) => new()
    {
        States = [.. (parsed.GetValue(state) ?? []).Select(State)],
        Task = parsed.GetValue(task),
        Name = parsed.GetValue(name),
        Prefix = parsed.GetValue(prefix),
        Header = Header(parsed.GetValue(header)),
        Failure = parsed.GetValue(failure),
        IsQuiet = parsed.GetValue(quiet),
        IsLate = parsed.GetValue(late),
        AcceptedFrom = Time(parsed.GetValue(since), "--since", now),
        AcceptedBefore = Time(parsed.GetValue(before), "--before", now),
    };

    private static FlowState State(string text) =>
        !char.IsAsciiDigit(text[0]) && Enum.TryParse<FlowState>(text, ignoreCase: true, out var found) && found != FlowState.Unknown
            ? found
            : throw new UsageException($"--state is '{text}': write running, succeeded, failed, cancelled or compensating.");

    private static KeyValuePair<string, string>? Header(string? text) => text?.Split('=', 2) switch
    {
        null => null,
        [{ Length: > 0 } key, var value] => new(key, value),
        _ => throw new UsageException($"--header is '{text}': write NAME=VALUE."),
    };

    private static DateTimeOffset? Time(string? text, string option, DateTimeOffset now)
    {
        if (text is null)
            return null;
        if (text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 100_000)
        {
            switch (text[^1])
            {
                case 'm': return now.AddMinutes(-number);
                case 'h': return now.AddHours(-number);
                case 'd': return now.AddDays(-number);
                default: break;
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new UsageException($"{option} is '{text}': write a time such as 2026-11-30T12:00Z, or how long ago: 30m, 2h, 7d.");
    }
}
