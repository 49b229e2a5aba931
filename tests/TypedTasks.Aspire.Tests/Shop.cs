using Aspire.Hosting.Testing;

namespace TypedTasks.Aspire.Tests;

/// <summary>The sample's AppHost, in a folder of its own.</summary>
internal static class Shop
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(TemporaryFolder folder) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.Orders_AppHost>([$"--DataFolder={folder.Path}"]);

    /// <summary>The same AppHost without what the sample starts in it. Health checks of what was there stay: choose other names.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> EmptyAsync(TemporaryFolder folder)
    {
        var builder = await CreateAsync(folder);
        builder.Resources.Clear();
        return builder;
    }
}
