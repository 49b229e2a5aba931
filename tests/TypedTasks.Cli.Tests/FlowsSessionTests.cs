using System.Text;
using TypedTasks.Cli.Flows;
using TypedTasks.Storage;

namespace TypedTasks.Cli.Tests;

/// <summary><c>typedtasks flows</c> and <c>steps</c> over a store of which everything is known.</summary>
public sealed class FlowsSessionTests : StoreSessions
{
    private const string Card = """{"s":[{"t":"photos.load","a":{"path":"a.jpg"}},{"p":[{"t":"photos.resize","m":1,"a":{"width":200}},{"t":"photos.read-exif","m":1,"a":{}}]},{"t":"photos.make-card","m":2,"a":{}}]}""";
    private const string Sheet = """{"s":[{"t":"photos.list","a":{}},{"e":{"t":"photos.resize","m":1,"a":{"width":200}}},{"t":"photos.contact-sheet","m":1,"a":{}}]}""";
    private const string Failure =
        """{"type":"System.IO.InvalidDataException","message":"The photo 'a.jpg' has no width: its header ends after 12 of 64 bytes, as if it had been cut while it was uploaded.","stackTrace":"   at Photos.Resize(Photo photo, Int32 width) in /src/Photos.cs:line 12","task":"photos.resize","step":"1.0","attempt":2,"inner":[]}""";

    private static readonly string[] Flows = [.. Enumerable.Range(1, 4).Select(static i => $"0190c0ffee000000000000000000000{i}")];

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Flows_are_listed_and_shown(int width)
    {
        var session = new TerminalSession(Time, width);
        await session.ExpectAsync(0, FlowsCommand.Create, "flows list", "flows", "list", "--store", Store);
        await FillAsync();
        await session.ExpectAsync(0, FlowsCommand.Create, "flows list", "flows", "list", "--store", Store);
        await session.ExpectAsync(0, FlowsCommand.Create, "flows list --state failed --since 2h --count 1", "flows", "list", "--state", "failed", "--since", "2h", "--count", "1", "--store", Store);
        await session.ExpectAsync(0, FlowsCommand.Create, $"flows show {Flows[0]}", "flows", "show", Flows[0], "--store", Store);
        await session.ExpectAsync(0, FlowsCommand.Create, $"flows show {Flows[1]}", "flows", "show", Flows[1], "--store", Store);
        await session.ExpectAsync(0, FlowsCommand.Create, $"flows watch {Flows[0]}", "flows", "watch", Flows[0], "--store", Store);
        await session.ExpectAsync(0, StepsCommand.Create, $"steps show {Flows[0]} 1.0", "steps", "show", Flows[0], "1.0", "--store", Store);
        await session.ExpectAsync(0, StepsCommand.Create, $"steps show {Flows[0]} 1.0 --show-values", "steps", "show", Flows[0], "1.0", "--show-values", "--store", Store);
        await session.ExpectAsync(0, StepsCommand.Create, "steps active", "steps", "active", "--store", Store);
        Recorded.Same($"flows-{width}", session.ToString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Flows_are_mended_and_what_cannot_be_is_refused(int width)
    {
        await FillAsync();
        var session = new TerminalSession(Time, width);
        foreach (var (code, line) in new (int, string[])[]
        {
            (1, ["show", "nobody-knows"]),
            (2, ["list", "--state", "nice"]),
            (1, ["retry", Flows[1], "--reason", "try", "--actor", "anna"]),
            (2, ["retry", "--reason", "try", "--actor", "anna"]),
            (1, ["retry", "--task", "photos.resize", "--reason", "mended in 2026.3.1", "--actor", "anna"]),
            (1, ["retry", "--task", "photos.resize", "--expect", "1", "--reason", "mended in 2026.3.1", "--actor", "anna"]),
            (0, ["retry", "--task", "photos.resize", "--expect", "2", "--reason", "mended in 2026.3.1", "--actor", "anna"]),
            (0, ["cancel", Flows[1], "--reason", "not wanted", "--actor", "anna"]),
            (1, ["cancel", Flows[1], "--reason", "not wanted", "--actor", "anna"]),
            (1, ["purge", Flows[1], "--reason", "not wanted", "--actor", "anna"]),
            (0, ["list"]),
        })
        {
            var typed = string.Join(' ', line.Select(static a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a));
            await session.ExpectAsync(code, FlowsCommand.Create, $"flows {typed}", ["flows", .. line, "--store", Store]);
        }

        await session.ExpectAsync(3, FlowsCommand.Create, "flows list --store sqlite:nowhere.db", "flows", "list", "--store", $"sqlite:{Folder["nowhere.db"]}");
        await session.ExpectAsync(3, FlowsCommand.Create, "flows list --api http://127.0.0.1:9/tasks/api", "flows", "list", "--api", "http://127.0.0.1:9/tasks/api");
        await session.ExpectAsync(2, FlowsCommand.Create, "flows list --api shop", "flows", "list", "--api", "shop");
        Recorded.Same($"flows-mended-{width}", session.ToString().Replace(Folder["nowhere.db"], "/data/nowhere.db", StringComparison.Ordinal));
    }

    private async Task FillAsync()
    {
        await FailAsync(Flows[0], "card of a.jpg");
        Time.Advance(TimeSpan.FromMinutes(25));
        await ExecuteAsync(Accept(Flows[1], "the nightly sheet", Sheet, "photos.list", "photos.resize", "photos.contact-sheet"), Step(Flows[1], "0", "photos.list", StepState.Succeeded, 0, 3));
        for (var i = 0; i < 40; i++)
        {
            var fails = i == 17;
            await ExecuteAsync(
                Step(Flows[1], $"1.{i}", "photos.resize", fails ? StepState.Failed : StepState.Succeeded, 0, 1),
                new RecordMember(new(Flows[1], 0), "1", i, 2000, fails ? new(FlowValue.None, Utf8(Failure)) : new(FlowValue.Inline(Utf8("1")), null)) { Policy = JoinPolicy.Settled });
        }

        await ExecuteAsync(Step(Flows[1], "1.40", "photos.resize", StepState.Running, 0, null), Step(Flows[1], "1.41", "photos.resize", StepState.Retrying, 1, 1));
        Time.Advance(TimeSpan.FromMinutes(3));
        await FailAsync(Flows[2], "card\u202E of b.jpg");
        await ExecuteAsync(Accept(Flows[3], null, """{"t":"photos.load","a":{"path":"c.jpg"}}""", "photos.load"), Step(Flows[3], "", "photos.load", StepState.Succeeded, 0, 1));
        await ExecuteAsync(new FinishFlow(new(Flows[3], 0), FlowState.Succeeded, new(FlowValue.Inline(Utf8("\"c\"")), null)));
        Time.Advance(TimeSpan.FromSeconds(30));
    }

    private async Task FailAsync(string flow, string name)
    {
        await ExecuteAsync(Accept(flow, name, Card, "photos.load", "photos.resize", "photos.read-exif", "photos.make-card"));
        await ExecuteAsync(Step(flow, "0", "photos.load", StepState.Succeeded, 0, 2), Step(flow, "1.1", "photos.read-exif", StepState.Succeeded, 0, 1));
        await ExecuteAsync(Step(flow, "1.0", "photos.resize", StepState.Failed, 2, 4) with { Step = Step(flow, "1.0", "photos.resize", StepState.Failed, 2, 4).Step with { Failure = Utf8(Failure) } });
        Time.Advance(TimeSpan.FromSeconds(70));
        await ExecuteAsync(new FinishFlow(new(flow, 0), FlowState.Failed, new(FlowValue.None, Utf8(Failure))));
    }

    private RecordStep Step(string flow, string path, string task, StepState state, int attempt, int? seconds) => new(
        new(flow, 0), new(path, task, state, attempt, "web-1:4711", Time.GetUtcNow(), seconds is { } s ? Time.GetUtcNow().AddSeconds(s) : null, null, null));

    private static AcceptFlow Accept(string flow, string? name, string plan, params string[] tasks) =>
        new(new(flow, 0), "nonce", name, $"plan of {tasks[^1]}", Utf8(plan), TimeSpan.FromDays(7), null) { Tasks = tasks };

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
