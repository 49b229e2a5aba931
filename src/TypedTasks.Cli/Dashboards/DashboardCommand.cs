using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Dashboards;

/// <summary><c>typedtasks dashboard</c>: the dashboard of one store or several, with no application, for whoever sits at this machine.</summary>
internal static class DashboardCommand
{
    public static Command Create(Surroundings around)
    {
        var options = new StoreOptions();
        var port = new Option<int>("--port") { HelpName = "number", Description = "The port on 127.0.0.1; a free one by default." };
        var more = new Option<string[]>("--also") { HelpName = "NAME=STORE", Description = "Another store beside the first, under a name of its own; may be repeated." };
        var command = new Command("dashboard", "Serves the dashboard of a store on this machine, until it is stopped. Whoever can open a page on this machine can use it.") { port, more };
        options.AddTo(command, withBroker: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                await using var first = await Session.OpenAsync(options.Store(parsed), options.BrokerIfAny(parsed), around.Time, cancellationToken);
                List<(string Name, Session Session)> sessions = [("tasks", first)];
                try
                {
                    foreach (var text in parsed.GetValue(more) ?? [])
                        sessions.Add(await OpenAsync(text, options.Schema(parsed), around.Time, cancellationToken));
                    await ServeAsync(sessions, parsed.GetValue(port), screen, cancellationToken);
                }
                finally
                {
                    foreach (var (_, session) in sessions.Skip(1))
                        await session.DisposeAsync();
                }
            });
        });
        return command;
    }

    private static async Task<(string Name, Session Session)> OpenAsync(string text, string schema, TimeProvider time, CancellationToken cancellationToken)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } store] || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') || name == "tasks")
            throw new UsageException($"--also is '{text}': write NAME=STORE, with a name of letters, digits and hyphens other than tasks.");
        return (name, await Session.OpenAsync(StoreTarget.Read(store, schema), null, time, cancellationToken));
    }

    private static async Task ServeAsync(List<(string Name, Session Session)> sessions, int port, Screen screen, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        foreach (var (name, session) in sessions)
        {
            app.MapTypedTasksDashboard("/" + name, o => (o.Title, o.Services) = (sessions.Count == 1 ? "TypedTasks" : $"TypedTasks: {name}", session.Get<IServiceProvider>()));
        }

        app.MapGet("/", static context =>
        {
            context.Response.Redirect("tasks/");
            return Task.CompletedTask;
        });
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new RefusedException($"Port {port} cannot be used: {e.Message}");
        }

        foreach (var (name, _) in sessions)
            screen.Line($"The dashboard is at {app.Urls.First()}/{name}/");
        screen.Note("Ctrl+C ends it.");
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
