using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Cli.Broker;
using TypedTasks.Cli.Events;
using TypedTasks.Cli.Schedules;
using TypedTasks.Cli.Terminal;
using TypedTasks.Cli.Workers;
using TypedTasks.Storage;

namespace TypedTasks.Cli.Tests;

/// <summary>Workers and schedules in a terminal, over the API of an application that runs.</summary>
public sealed class ApiSessionTests : StoreSessions
{
    [Fact]
    public async Task Workers_and_schedules_are_steered_over_the_api_as_over_the_store()
    {
        await ExecuteAsync(new DefineSchedule("nightly", "30 3 * * *", new() { TimeZone = "Europe/Paris" }, "h"));
        await using var app = await StartAsync();
        var api = $"{app.Urls.Single()}/tasks/api";
        var session = new TerminalSession(Time, 120);
        foreach (var (code, line) in new (int, string[])[]
        {
            (0, ["workers", "list"]),
            (0, ["workers", "pause", "photos", "--reason", "mail is down"]),
            (0, ["workers", "slots", "photos", "3", "--reason", "slowly"]),
            (0, ["workers", "limits", "photos.resize", "--rate", "10/s", "--reason", "slowly"]),
            (1, ["workers", "drain", "nobody", "--reason", "x"]),
            (0, ["workers", "list"]),
            (0, ["schedules", "pause", "nightly", "--reason", "no report today"]),
            (1, ["schedules", "pause", "nightyl", "--reason", "no report today"]),
            (0, ["schedules", "list"]),
            (0, ["schedules", "resume", "nightly", "--reason", "again"]),
            (2, ["schedules", "list", "--api", "shop"]),
            (0, ["queues"]),
            (0, ["dead-letters", "list"]),
            (1, ["events", "raise", "orders.legal", "--flow", "nobody", "--value", "true", "--reason", "asked"]),
            (2, ["events", "raise", "orders.legal", "--key", "order-7", "--value", "true", "--reason", "asked"]),
        })
        {
            string[] typed = line.Contains("--api") ? line : [.. line, "--api", api];
            Assert.True(
                code == await session.TypeAsync(Of(line[0]), string.Join(' ', line), typed),
                $"{string.Join(' ', line)}: {session}");
        }

        var actions = await Tasks.QueryAsync(new ReadActions(null, null, 10), CancellationToken.None);
        Assert.Equal(["raise", "resume schedule", "pause schedule", "limits", "slots", "pause"], actions.Select(static a => a.Name));
        Assert.All(actions, static a => Assert.Equal("nobody known (this machine, in development)", a.Actor));
        Assert.True((await Tasks.QueryAsync(new ReadControls(null), CancellationToken.None)).Single(static c => c.Kind == ControlKind.Pause).IsOn);
        Recorded.Same("api", session.ToString());
    }

    private static Func<Surroundings, System.CommandLine.Command> Of(string command) => command switch
    {
        "workers" => WorkersCommand.Create,
        "schedules" => SchedulesCommand.Create,
        "queues" => QueuesCommand.Create,
        "dead-letters" => DeadLettersCommand.Create,
        _ => EventsCommand.Create,
    };

    // Without policies the API is open on this machine, in development.
    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<ITaskStore>(Tasks);
        builder.Services.AddTypedTasks();
        var app = builder.Build();
        app.MapTypedTasksApi();
        await app.StartAsync();
        return app;
    }
}
