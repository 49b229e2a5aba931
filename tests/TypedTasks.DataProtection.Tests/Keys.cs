using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.DataProtection.Tests;

/// <summary>Key rings in a folder, as processes share them.</summary>
internal static class Keys
{
    /// <summary>Protects values with the keys in a folder, which are made where there are none.</summary>
    public static TypedTasksBuilder UseKeys(this TypedTasksBuilder builder, TemporaryFolder folder, string application = "tests")
    {
        builder.Services.AddDataProtection().SetApplicationName(application).PersistKeysToFileSystem(new(folder.Path));
        return builder.UseDataProtection();
    }

    /// <summary>Makes a new key that all processes use from their start on.</summary>
    public static void Rotate(TemporaryFolder folder, string application = "tests")
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(application).PersistKeysToFileSystem(new(folder.Path));
        using var provider = services.BuildServiceProvider();
        var now = DateTimeOffset.UtcNow;

        // Of the keys that may be used, the one that came last is.
        provider.GetRequiredService<IKeyManager>().CreateNewKey(now, now + TimeSpan.FromDays(365));
    }
}
