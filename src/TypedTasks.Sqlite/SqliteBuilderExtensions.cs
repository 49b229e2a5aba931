using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the SQLite store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps flows in a SQLite file, which several processes of one machine may share.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="path">The file; it is made when it is missing.</param>
    public static TypedTasksBuilder UseSqlite(this TypedTasksBuilder builder, string path) =>
        builder.UseSqlite(new SqliteStoreOptions { Path = path });

    /// <summary>Keeps flows in a SQLite file, which several processes of one machine may share.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="options">Where and how.</param>
    public static TypedTasksBuilder UseSqlite(this TypedTasksBuilder builder, SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.TryAddSingleton(_ => new SqliteTaskStore(options));
        builder.Services.TryAddSingleton<ITaskStore>(static s => s.GetRequiredService<SqliteTaskStore>());
        return builder;
    }
}
