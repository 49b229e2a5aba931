using System.CommandLine;
using System.ComponentModel;
using TypedTasks.Cli.Doctor.Configuration;
using TypedTasks.Cli.Doctor.Namespace;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Doctor;

/// <summary><c>typedtasks doctor</c>: what is wrong with a configuration, and what a namespace does that nobody else can tell.</summary>
internal static class DoctorCommand
{
    // It could not look: nothing is said of what it should have looked at.
    private const int NotLooked = 2;
    private const string EmulatorName = "emulator";

    public static Command Create()
    {
        var connection = new Option<string?>("--connection") { HelpName = "text|env:NAME|emulator", Description = "Looks at the configuration with this connection string. env:NAME reads a variable, which other users of the machine do not see." };
        var administration = new Option<string?>("--administration") { HelpName = "text|env:NAME", Description = "The connection string of the management API, where it is another one: for an emulator at ports of its own." };
        var queues = new Option<string[]>("--queue") { HelpName = "name", Description = "A queue of tasks. Repeat for more." };
        var ordered = new Option<string[]>("--ordered-queue") { HelpName = "name", Description = "A queue for steps with ordering keys, NAME-ordered. Repeat for more." };
        var project = new Option<string?>("--project") { HelpName = "folder", Description = "The project of the application, which is asked for its queues: its program calls WriteTopology(args) before it runs." };
        var health = new Option<Uri?>("--health") { HelpName = "address", Description = "Asks a running application by its health checks: whether its store answers, and its worker receives." };
        var asked = new Option<string?>("--namespace") { HelpName = "text|env:NAME|emulator", Description = "Asks this broker what only it can tell. It makes queues of its own and deletes them, and needs the right Manage." };
        var checks = new Option<int[]>("--check") { HelpName = "number", Description = "Asks only this question of --namespace. Repeat for more." };
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var command = new Command("doctor", "Says what is wrong with a configuration, or what a namespace does. Ends with 0 where nothing is wrong, 1 where something is, 2 where it could not look.")
        {
            connection, administration, queues, ordered, project, health, asked, checks, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var found = new List<Finding>();
                var (configuration, broker, application) = (parsed.GetValue(connection), parsed.GetValue(asked), parsed.GetValue(health));
                if (configuration is null && broker is null && application is null)
                    throw new ArgumentException("Name the --connection of a configuration, the --health of an application, or the --namespace to ask. To look at flows in a store: typedtasks flows list --store sqlite:PATH.");
                var names = await NamesAsync(parsed.GetValue(project), parsed.GetValue(queues) ?? [], parsed.GetValue(ordered) ?? [], cancellationToken);
                var managed = parsed.GetValue(administration) is { } text ? Target.Read(text) : null;
                if (configuration is not null)
                {
                    await using var target = configuration == EmulatorName ? await Target.EmulatorAsync(names.Queues, names.Ordered, cancellationToken) : null;
                    found.AddRange(await new ConfigurationExamination(TimeProvider.System).RunAsync(
                        target?.Connection ?? Target.Read(configuration), target?.Administration ?? managed, names.Queues, names.Ordered, cancellationToken));
                }

                if (application is not null)
                    found.Add(await HealthExamination.RunAsync(application, cancellationToken));
                if (broker is not null)
                {
                    await using var target = broker == EmulatorName
                        ? await Target.EmulatorAsync([], [], cancellationToken)
                        : Connect(Target.Read(broker), managed);
                    found.AddRange(await NamespaceExamination.RunAsync(target, parsed.GetValue(checks) ?? [], cancellationToken));
                }

                var report = new Report(found);
                await Console.Out.WriteAsync(parsed.GetValue(json) ? report.ToJson() : report.ToText());
                return report.ExitCode;
            }
            catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException or RefusedException or Win32Exception)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return NotLooked;
            }
        });
        return command;
    }

    private static Target Connect(string connection, string? administration) => new(connection, administration ?? Target.AdministrationOf(connection));

    private static async Task<(string[] Queues, string[] Ordered)> NamesAsync(
        string? project, string[] queues, string[] ordered, CancellationToken cancellationToken)
    {
        if (project is null)
            return (queues, ordered);
        var (plain, lines) = await AskedProject.OfAsync(project, cancellationToken);
        return ([.. queues, .. plain], [.. ordered, .. lines]);
    }
}
