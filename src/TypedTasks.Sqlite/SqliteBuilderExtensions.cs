using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the SQLite store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps flows in a SQLite file, which several processes of one machine may share.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="path">The file; it is made when it is missing. A relative path begins at the content root of the host, where there is one.</param>
    public static TypedTasksBuilder UseSqlite(this TypedTasksBuilder builder, string path) =>
        builder.UseSqlite(new SqliteStoreOptions { Path = path });

    /// <summary>Keeps flows in a SQLite file, which several processes of one machine may share.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="options">Where and how.</param>
    public static TypedTasksBuilder UseSqlite(this TypedTasksBuilder builder, SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.TryAddSingleton(s => new SqliteTaskStore(
            s.GetService<IHostEnvironment>() is { } host ? options with { Path = Path.Combine(host.ContentRootPath, options.Path) } : options,
            s.GetService<ILogger<SqliteTaskStore>>() ?? NullLogger<SqliteTaskStore>.Instance));
        builder.Services.TryAddSingleton<ITaskStore>(static s => s.GetRequiredService<SqliteTaskStore>());
        return builder;
    }
}
