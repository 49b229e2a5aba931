using System.Diagnostics;

namespace OciImage;

/// <summary>
/// The libraries of this system that a program needs when there is no system around it: what it is linked to, and OpenSSL, which
/// .NET looks for when it runs.
/// </summary>
internal static class SharedLibraries
{
    private static readonly string[] LookedFor = ["libssl.so.3", "libcrypto.so.3"];
    private static readonly string[] Folders = ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64"];

    /// <returns>Their full paths, where the loader looks for them.</returns>
    /// <exception cref="InvalidOperationException">One is missing, or this is no Linux with glibc.</exception>
    public static IReadOnlyCollection<string> Of(string program)
    {
        if (!OperatingSystem.IsLinux())
            throw new InvalidOperationException("The image holds libraries of the system that it is made on, which must be Linux.");
        var found = new SortedSet<string>(LinkedTo(program), StringComparer.Ordinal);
        foreach (var name in LookedFor)
        {
            var path = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException($"{name} is not on this system, and the program needs it: install OpenSSL 3 (Debian's package libssl3).");
            found.Add(path);
            found.UnionWith(LinkedTo(path));
        }

        return found;
    }

    private static List<string> LinkedTo(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ldd cannot read {file}: {error.Result.Trim()}");
        if (output.Contains("not found", StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} needs what is not on this system:\n{output.TrimEnd()}");
        // "name => /path (address)", or "/path (address)" for the loader; the kernel's own part has no path.
        return [.. output.Split('\n').Select(static line => line.Split("=>")[^1].Trim().Split(' ')[0]).Where(static path => path.StartsWith('/'))];
    }
}
