using TypedTasks.Cli.Workers;
using TypedTasks.Storage;

namespace TypedTasks.Cli.Tests;

/// <summary><c>typedtasks workers</c> over a store of which everything is known.</summary>
public sealed class WorkersSessionTests : StoreSessions
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Workers_are_listed(int width)
    {
        var session = new TerminalSession(Time, width);
        await session.TypeAsync(WorkersCommand.Create, "workers list", "workers", "list", "--store", Store);
        await FillAsync();
        Assert.Equal(0, await session.TypeAsync(WorkersCommand.Create, "workers list", "workers", "list", "--store", Store));
        Recorded.Same($"workers-list-{width}", session.ToString());
    }

    [Fact]
    public async Task Workers_are_listed_as_json()
    {
        await FillAsync();
        var session = new TerminalSession(Time, 80);
        await session.TypeAsync(WorkersCommand.Create, "workers list --json", "workers", "list", "--json", "--store", Store);
        Recorded.Same("workers-list-json", session.ToString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task What_is_said_of_them_is_told_and_what_cannot_be_is_refused(int width)
    {
        await FillAsync();
        var session = new TerminalSession(Time, width);
        foreach (var (code, line) in new (int, string[])[]
        {
            (0, ["pause", "photos", "--reason", "thumbnails are broken", "--actor", "anna"]),
            (0, ["pause", "fotos", "--reason", "typo", "--actor", "anna"]),
            (0, ["pause", "photos", "--worker", "web-2:81", "--reason", "bad disk", "--actor", "anna"]),
            (0, ["resume", "photos", "--reason", "mended", "--actor", "bert"]),
            (0, ["slots", "reports", "2", "--worker", "5b", "--reason", "memory", "--actor", "anna"]),
            (0, ["slots", "reports", "default", "--reason", "enough memory again", "--actor", "anna"]),
            (0, ["limits", "photos.resize", "--rate", "10/s", "--concurrency", "4", "--reason", "the service asks us to", "--actor", "anna"]),
            (0, ["drain", "web-1", "--reason", "new version", "--actor", "anna"]),
            (0, ["resume", "--worker", "web-1:4711", "--reason", "no new version", "--actor", "anna"]),
            (1, ["drain", "web-9", "--reason", "new version"]),
            (1, ["drain", "batch-1:12", "--reason", "new version"]),
            (1, ["drain", "web", "--reason", "new version"]),
            (2, ["resume", "--reason", "forgot which"]),
            (2, ["slots", "reports", "none", "--reason", "x"]),
            (2, ["limits", "photos.resize", "--rate", "10 a second", "--reason", "x"]),
        })
        {
            Assert.Equal(code, await session.TypeAsync(WorkersCommand.Create, $"workers {string.Join(' ', line.Select(Quoted))}", ["workers", .. line, "--store", Store]));
        }

        await session.TypeAsync(WorkersCommand.Create, "workers list", "workers", "list", "--store", Store);
        Recorded.Same($"workers-said-{width}", session.ToString());
    }

    [Fact]
    public async Task A_store_that_is_not_named_or_not_there_is_told()
    {
        var session = new TerminalSession(Time, 80);
        Assert.Equal(2, await session.TypeAsync(WorkersCommand.Create, "workers list", "workers", "list"));
        Assert.Equal(2, await session.TypeAsync(WorkersCommand.Create, "workers list --store tasks.db", "workers", "list", "--store", "tasks.db"));
        Assert.Equal(2, await session.TypeAsync(WorkersCommand.Create, "workers list --store env:NO_SUCH", "workers", "list", "--store", "env:NO_SUCH"));
        Assert.Equal(3, await session.TypeAsync(WorkersCommand.Create, "workers list --store sqlite:/no/such/tasks.db", "workers", "list", "--store", "sqlite:/no/such/tasks.db"));
        Assert.Equal(3, await session.TypeAsync(
            WorkersCommand.Create, "workers list --store \"postgres:Host=127.0.0.1;Port=1;Username=u;Password=secret-word\"", "workers", "list", "--store", "postgres:Host=127.0.0.1;Port=1;Username=u;Password=secret-word"));
        Assert.DoesNotContain("secret-word", session.ToString().Replace("Password=secret-word\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Recorded.Same("workers-no-store", session.ToString());
    }

    [Fact]
    public async Task Names_of_others_cannot_do_anything_to_the_terminal()
    {
        await Tasks.ExecuteAsync([Report("0a0b0c0d0e0f", "web\u001b[2J\u202e1", "1.0", [new("q\u0007", 1, false, null)], [])], CancellationToken.None);
        var session = new TerminalSession(Time, 200);
        await session.TypeAsync(WorkersCommand.Create, "workers list", "workers", "list", "--store", Store);
        Assert.DoesNotContain('\u001b', session.ToString());
        Assert.DoesNotContain('\u0007', session.ToString());
        Assert.DoesNotContain('\u202e', session.ToString());
    }

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;

    private static ReportWorker Report(string id, string name, string version, WorkerQueue[] queues, ReportedStep[] steps) =>
        new(id, name, name.Split(':')[0], 4711, version, Lease, queues, steps, steps.Length);

    private async Task FillAsync()
    {
        WorkerQueue[] queues = [new("photos", 8, IsPaused: false, null), new("reports", 4, IsPaused: false, null)];
        ReportedStep[] resizes = [new("0190c0ffee0000000000000000000001", "0.1.3", "photos.resize", "photos", 0, TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(45)), new("0190c0ffee0000000000000000000002", "0", "reports.write-the-long-one", "reports", 2, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(52))];
        await ExecuteAsync(Report("3c81d2aa9014", "batch-1:12", "2026.2.1+4f2c91aa", queues, [new("0190c0ffee0000000000000000000003", "1.0", "reports.sum", "reports", 0, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(5))]));
        Time.Advance(TimeSpan.FromHours(3));
        await ExecuteAsync(Report("a1b2c3d4e5f6", "web-1:4711", "2026.3.0+77aa01bc", queues, resizes), Report("5b00aa11bb22", "web-2:81", "2026.3.0+77aa01bc", [queues[0] with { IsPaused = true }, queues[1] with { Problem = "Queue 'reports' could not be opened again: The broker at orders.servicebus.windows.net does not answer." }], []));
        await ExecuteAsync(new SetControl(new(ControlKind.Slots, "reports", null, "cron", "nightly window", default) { Slots = 4 }));
        await ExecuteAsync(Report("3c81d2aa9014", "batch-1:12", "2026.2.1+4f2c91aa", queues, [new("0190c0ffee0000000000000000000003", "1.0", "reports.sum", "reports", 0, TimeSpan.FromHours(3), TimeSpan.FromMinutes(5))]));
        Time.Advance(TimeSpan.FromMinutes(2));
        await ExecuteAsync(Report("a1b2c3d4e5f6", "web-1:4711", "2026.3.0+77aa01bc", queues, resizes), Report("5b00aa11bb22", "web-2:81", "2026.3.0+77aa01bc", [queues[0] with { IsPaused = true }, queues[1] with { Problem = "Queue 'reports' could not be opened again: The broker at orders.servicebus.windows.net does not answer." }], []));
        Time.Advance(TimeSpan.FromSeconds(2));
    }
}
