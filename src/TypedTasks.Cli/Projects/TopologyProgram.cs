using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Projects;

/// <summary>
/// The program of an application, which is asked for its queues. Danger: a program that does not know the question would do its work instead, perhaps with production settings. So it is built and read first,
/// and only run where it calls WriteTopology.
/// </summary>
internal static class TopologyProgram
{
    private const string Asked = "WriteTopology";

    // What defines it names it too.
    private const string Own = "TypedTasks.ServiceBus.Shared";

    /// <summary>Builds the project and makes the process that is to be started; its output is the topology.</summary>
    /// <param name="project">The folder or file of the project.</param>
    /// <param name="format">The format of the topology.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">It cannot be built, or does not know the question.</exception>
    public static async Task<ProcessStartInfo> PrepareAsync(string project, string format, CancellationToken cancellationToken)
    {
        var build = new ProcessStartInfo("dotnet") { ArgumentList = { "build", project, "--nologo", "-t:Build", "-getProperty:TargetPath" }, RedirectStandardOutput = true };
        using var process = Process.Start(build)!;
        var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0 || !File.Exists(said))
            throw new RefusedException($"The project {project} cannot be built, so it is not asked.\n{said}");
        if (!Knows(said))
        {
            throw new RefusedException(
                $"The project {project} never calls WriteTopology(args), so running it would do its work instead of writing its queues: it is not run. "
                + "Let its program call host.Services.WriteTopology(args) between building the host and running it, and return where that is true; or name each --queue.");
        }

        return new("dotnet") { ArgumentList = { "run", "--project", project, "--no-build", "--no-launch-profile", "--", "topology", "--format", format } };
    }

    /// <summary>Whether a program, or a library beside it, calls WriteTopology.</summary>
    /// <param name="program">The path of its assembly.</param>
    public static bool Knows(string program) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(program)!, "*.dll").Where(static f => Path.GetFileNameWithoutExtension(f) != Own).OrderBy(f => f == program ? 0 : 1).Any(Calls);

    private static bool Calls(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.MemberReferences.Any(m => metadata.StringComparer.Equals(metadata.GetMemberReference(m).Name, Asked));
    }
}
