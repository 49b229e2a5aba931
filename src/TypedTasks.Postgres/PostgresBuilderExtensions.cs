using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the PostgreSQL store.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Keeps flows in a PostgreSQL database, which processes on any number of machines share.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="connectionString">Npgsql's connection string.</param>
    /// <param name="options">How it is used; the defaults where it is null.</param>
    /// <exception cref="ArgumentException">The connection string cannot be understood, or an option is out of its range.</exception>
    public static TypedTasksBuilder UsePostgres(this TypedTasksBuilder builder, string connectionString, PostgresStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        // What is wrong with it is told here, and not when the host starts.
        _ = StoreSource.Read(connectionString);
        return builder.UsePostgres(_ => StoreSource.Create(connectionString), ownsSource: true, options);
    }

    /// <summary>Keeps flows in a PostgreSQL database, over the <see cref="NpgsqlDataSource"/> of the container: with its passwords, certificates and logs.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="options">How it is used; the defaults where it is null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TypedTasksBuilder UsePostgres(this TypedTasksBuilder builder, PostgresStoreOptions? options = null) =>
        builder.UsePostgres(static s => s.GetRequiredService<NpgsqlDataSource>(), ownsSource: false, options);

    private static TypedTasksBuilder UsePostgres(this TypedTasksBuilder builder, Func<IServiceProvider, NpgsqlDataSource> source, bool ownsSource, PostgresStoreOptions? options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new();
        if (PostgresStoreOptionsCheck.Find(options) is { } wrong)
            throw new ArgumentException(wrong, nameof(options));
        builder.Services.TryAddSingleton(s => new PostgresTaskStore(
            source(s), ownsSource, options, s.GetService<ILogger<PostgresTaskStore>>() ?? NullLogger<PostgresTaskStore>.Instance));
        builder.Services.TryAddSingleton<ITaskStore>(static s => s.GetRequiredService<PostgresTaskStore>());
        return builder;
    }
}
