namespace TypedTasks.Conformance.Tests;

/// <summary>A disk in memory that can be filled up. It is unmounted when it is disposed of.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Size = "size=96m";
    private static readonly Lazy<string?> Trial = new(Try);

    private readonly string ballast;

    private SmallDisk(string path)
    {
        Path = path;
        ballast = System.IO.Path.Combine(path, "ballast");
        // A run of tests that is ended early leaves no disk behind either.
        AppDomain.CurrentDomain.ProcessExit += Unmount;
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Problem => Trial.Value;

    public string Path { get; }

    /// <summary>Mounts one.</summary>
    /// <param name="path">A folder that is not there yet.</param>
    /// <exception cref="InvalidOperationException">It cannot be mounted.</exception>
    public static SmallDisk Mount(string path)
    {
        Directory.CreateDirectory(path);
        if (Run("mount", "-t", "tmpfs", "-o", Size, "typedtasks", path) is { } problem)
            throw new InvalidOperationException(problem);
        return new(path);
    }

    /// <summary>Leaves not a byte free.</summary>
    public void Fill()
    {
        using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 12, 1 })
        {
            var block = new byte[size];
            while (IsWritten(file, block))
            {
            }
        }
    }

    public void Free() => File.Delete(ballast);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Unmount;
        Unmount(null, EventArgs.Empty);
    }

    private static bool IsWritten(FileStream file, byte[] block)
    {
        try
        {
            file.Write(block);
            return true;
        }
        catch (IOException)
        {
            // The disk is full: that is what is wanted.
            return false;
        }
    }

    private void Unmount(object? sender, EventArgs e)
    {
        // Lazily: a process that still has a file open must not keep the disk.
        if (Run("umount", "-l", Path) is { } problem)
            throw new InvalidOperationException(problem);
    }

    private static string? Try()
    {
        using var folder = new TemporaryFolder();
        try
        {
            using var disk = Mount(folder["disk"]);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    private static string? Run(string command, params string[] arguments)
    {
        var result = Command.RunAsync(command, AppContext.BaseDirectory, arguments).GetAwaiter().GetResult();
        return result.ExitCode == 0 ? null : $"{command}: {result.Output.Trim()}";
    }
}
