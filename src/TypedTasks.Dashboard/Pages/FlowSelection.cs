using System.Globalization;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Which flows a list shows, as the address of the page says: so the address is the saved view.</summary>
internal sealed record FlowSelection(FlowFilter Filter, string State, string? Task, string? Prefix, string? Header, string? Failure, bool IsQuiet, bool IsLate, string? From, string? Before)
{
    /// <summary>Why the address cannot be understood; null where it can.</summary>
    public string? Problem { get; init; }

    public static FlowSelection Of(PageRequest request)
    {
        var state = request.Query("state") ?? "";
        var (task, prefix, header, failure, isQuiet) = (request.Query("task"), request.Query("prefix"), request.Query("header"), request.Query("failure"), request.Query("quiet") is not null);
        var (isLate, from, before) = (request.Query("late") is not null, request.Query("from"), request.Query("before"));
        List<string> problems = [];
        FlowState[] states = [];
        if (state.Length > 0 && Enum.TryParse<FlowState>(state, out var one) && Enum.IsDefined(one))
            states = [one];
        else if (state.Length > 0)
            problems.Add($"There is no state '{state}'.");
        KeyValuePair<string, string>? pair = null;
        if (header?.Split('=', 2) is [{ Length: > 0 } name, var value])
            pair = new(name, value);
        else if (header is not null)
            problems.Add("Write a header as name=value.");
        var filter = new FlowFilter
        {
            States = states,
            Task = task,
            Prefix = prefix,
            Header = pair,
            Failure = failure,
            IsQuiet = isQuiet,
            IsLate = isLate,
            AcceptedFrom = Time(from, problems),
            AcceptedBefore = Time(before, problems),
        };
        return new(filter, state, task, prefix, header, failure, isQuiet, isLate, from, before) { Problem = problems.Count > 0 ? string.Join(' ', problems) : null };
    }

    /// <summary>The same flows at another address.</summary>
    public PageLink At(PageLink place) => place.With("state", State).With("task", Task).With("prefix", Prefix).With("header", Header).With("failure", Failure)
        .With("quiet", IsQuiet ? "1" : null).With("late", IsLate ? "1" : null).With("from", From).With("before", Before);

    private static DateTimeOffset? Time(string? text, List<string> problems)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        problems.Add($"'{text}' is no time: write it as 2026-11-30T14:00, in UTC.");
        return null;
    }
}
