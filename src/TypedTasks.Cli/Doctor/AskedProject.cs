using System.Diagnostics;
using TypedTasks.Cli.Projects;
using TypedTasks.Emulator;

namespace TypedTasks.Cli.Doctor;

/// <summary>Asks an application for its queues.</summary>
internal static class AskedProject
{
    /// <summary>Those without sessions, and those with.</summary>
    /// <exception cref="InvalidOperationException">It did not say.</exception>
    public static async Task<(string[] Plain, string[] Ordered)> OfAsync(string project, CancellationToken cancellationToken)
    {
        var start = await TopologyProgram.PrepareAsync(project, "emulator", cancellationToken);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var options = new ServiceBusEmulatorOptions();
        if (process.ExitCode != 0 || text.IndexOf('{', StringComparison.Ordinal) is not (>= 0 and var first))
            throw new InvalidOperationException($"The project {project} did not say its queues: its program has to call host.Services.WriteTopology(args) before it runs.");
        options.AddConfiguration(text[first..]);
        return (
            [.. options.Queues.Where(static q => !q.RequiresSession).Select(static q => q.Name)],
            [.. options.Queues.Where(static q => q.RequiresSession).Select(static q => q.Name)]);
    }
}
