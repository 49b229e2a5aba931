using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What this worker is called, by the store and by people.</summary>
internal sealed class WorkerIdentity(IOptions<WorkerOptions> options)
{
    private const int IdBytes = 6;

    /// <summary>Another one each time a process starts; short, for people type it.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    public string Name => options.Value.Name;

    /// <summary>The version of the application; empty where it has none.</summary>
    public string Version { get; } = Shorten(options.Value.Version ?? Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    // What stands behind the plus is a commit: its first letters tell it.
    private static string Shorten(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && version.Length > plus + 9 ? version[..(plus + 9)] : version;
}
