using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using TypedTasks.Emulator;

namespace Aspire.Hosting;

/// <summary>Asks projects which queues their tasks need.</summary>
internal sealed class ProjectQueues(TimeProvider time, string? configuration)
{
    // A program that does not know the question runs, and never ends by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The configuration that the AppHost was built in, which its projects were built in with it.</summary>
    public static string? ConfigurationOf(Assembly? appHost) => appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration;

    /// <summary>Runs the project with the question and reads its answer.</summary>
    /// <exception cref="InvalidOperationException">It did not answer, or not with queues.</exception>
    public async Task<IReadOnlyList<QueueOptions>> OfAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(project.GetProjectMetadata().ProjectPath))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be run.");
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var bound = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException(
                $"Project '{project.Name}' was asked for its queues and has not answered in {Patience.TotalSeconds} s. {Advice}");
        }

        var text = await output.ConfigureAwait(false);
        return process.ExitCode == 0 && text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var first
            ? Read(text[first..])
            : throw new InvalidOperationException($"Project '{project.Name}' did not say its queues. {Advice} It said: {(await error.ConfigureAwait(false) is { Length: > 0 } said ? said : text)}");
    }

    private const string Advice = "Its program has to call host.Services.WriteTopology(args) between building the host and running it.";

    private IEnumerable<string> Arguments(string project)
    {
        string[] built = configuration is null ? [] : ["--configuration", configuration];
        return ["run", "--project", project, "--no-build", "--no-launch-profile", .. built, "--", "topology", "--format", "emulator"];
    }

    // The answer is made for the official emulator, which keeps messages for an hour and remembers ids for five minutes at most. This one does not have to.
    private static QueueOptions[] Read(string configuration)
    {
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(configuration);
        return
        [
            .. options.Queues.Select(static q => new QueueOptions
            {
                Name = q.Name,
                MaxDeliveryCount = q.MaxDeliveryCount,
                RequiresSession = q.RequiresSession,
                DeadLetteringOnExpiration = true,
            }),
        ];
    }
}
