using System.CommandLine;
using System.Globalization;
using TypedTasks.Cli.Flows;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Schedules;

/// <summary><c>typedtasks schedules</c>: what starts by the clock, and when an expression comes.</summary>
internal static class SchedulesCommand
{
    private const int MostTimes = 1000;

    public static Command Create(Surroundings around)
    {
        var cron = new Argument<string>("cron") { Description = "The cron expression, in quotation marks: \"0 3 * * 1-5\"." };
        var zone = new Option<string>("--zone") { HelpName = "name", Description = "The IANA name of the time zone.", DefaultValueFactory = static _ => "UTC" };
        var from = new Option<string?>("--from") { HelpName = "time", Description = "The moment after which to begin, such as 2026-03-28 or 2026-03-28T12:00Z; now by default." };
        var count = new Option<int>("--count") { HelpName = "number", Description = $"How many times, 1 to {MostTimes}.", DefaultValueFactory = static _ => 10 };
        var preview = new Command("preview", "Prints when an expression comes next, and what clock changes do to it.") { cron, zone, from, count };
        preview.SetAction(parsed => Preview(parsed.GetValue(cron)!, parsed.GetValue(zone)!, parsed.GetValue(from), parsed.GetValue(count), Console.Out, Console.Error));
        var (options, api, note) = (new StoreOptions(), new ApiOptions(), new ActionOptions());
        var json = JsonOption.Create();
        var list = new Command("list", "Lists the schedules of a store, with what they start next and have started.") { json };
        list.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, (source, _, screen) =>
            new ScheduleReport(source.Reader, screen).WriteAsync(parsed.GetValue(json), around.Time.GetUtcNow(), cancellationToken), cancellationToken));
        var name = new Argument<string>("schedule") { Description = "The name of the schedule." };
        var pause = new Command("pause", "Stops a schedule from starting anything until it is resumed.") { name };
        pause.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (source, _, screen) =>
        {
            Require(await source.Actions.PauseScheduleAsync(parsed.GetValue(name)!, note.Read(parsed), cancellationToken));
            screen.Line($"Schedule '{parsed.GetValue(name)}' is paused. What was given to the broker already, up to a minute ahead, starts still.");
        }, cancellationToken));
        var resume = new Command("resume", "Lets a schedule go on; what was due while it was paused does not run.") { name };
        resume.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (source, _, screen) =>
        {
            Require(await source.Actions.ResumeScheduleAsync(parsed.GetValue(name)!, note.Read(parsed), cancellationToken));
            screen.Line($"Schedule '{parsed.GetValue(name)}' goes on.");
        }, cancellationToken));
        var run = new Command("run", "Asks for a run of a schedule now. Over a store a process that has the schedule starts it at its next look, within a quarter of a minute, once what runs of it allows that; over the API at once.") { name };
        run.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (source, session, screen) =>
        {
            var (schedule, by) = (parsed.GetValue(name)!, note.Read(parsed));
            if (session is null)
            {
                screen.Line(Require(await source.Actions.RunScheduleAsync(schedule, by, cancellationToken)).Text);
                return;
            }

            var flow = await RequestedRun.AddAsync(session.Get<FlowStore>(), schedule, by, around.Time.GetUtcNow(), cancellationToken);
            screen.Line($"Schedule '{schedule}' runs as flow {flow} once a process that has it looks.");
        }, cancellationToken));
        foreach (var verb in (Command[])[pause, resume, run])
            note.AddTo(verb);
        var command = new Command("schedules", "What starts by the clock.") { preview };
        foreach (var verb in (Command[])[list, pause, resume, run])
        {
            options.AddTo(verb);
            api.AddTo(verb);
            command.Add(verb);
        }

        return command;
    }

    private static Task<int> RunAsync(
        Surroundings around, StoreOptions options, ApiOptions api, ParseResult parsed, Func<FlowSource, Session?, Screen, Task> act, CancellationToken cancellationToken)
    {
        var screen = around.Screen();
        return screen.RunAsync(async () =>
        {
            await using var client = api.Open(parsed);
            if (client is not null)
            {
                var flows = new ApiFlows(client);
                await act(new(flows, flows, client), null, screen);
                return;
            }

            await using var session = await Session.OpenAsync(options.Store(parsed), null, around.Time, cancellationToken);
            await act(new(session.Get<IFlowReader>(), session.Get<IFlowActions>(), session), session, screen);
        });
    }

    private static ActionResult Require(ActionResult result) => result.IsDone ? result : throw new RefusedException(result.Text);

    /// <summary>Prints the next occurrences; yields the exit code.</summary>
    public static int Preview(string cron, string zone, string? from, int count, TextWriter output, TextWriter error)
    {
        if (Timetable.TryCreate(cron, zone, out var problem) is not { } table)
            return Refuse(error, $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.");
        if (count is < 1 or > MostTimes)
            return Refuse(error, $"--count is {count}: it must be from 1 to {MostTimes}.");
        var start = TimeProvider.System.GetUtcNow();
        if (from is not null && !DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out start))
            return Refuse(error, $"--from is '{from}': write a time such as 2026-03-28 or 2026-03-28T12:00Z.");
        var next = table.Next(start);
        for (var i = 0; i < count && next is not null; i++, next = table.Next(next.At))
        {
            var note = next.At.DateTime != next.LocalTime ? $"  clocks are put forward: there is no {Time(next.LocalTime)}, it comes at {Time(next.At.DateTime)}"
                : next.IsSecond ? "  clocks are put back: this time comes a second time"
                : table.IsTwice(next) ? "  clocks are put back: this time comes twice"
                : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{next.At:ddd yyyy-MM-dd HH:mm:ss zzz}  {next.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z{note}"));
        }

        return 0;
    }

    private static string Time(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static int Refuse(TextWriter error, string problem)
    {
        error.WriteLine(problem);
        return 1;
    }
}
