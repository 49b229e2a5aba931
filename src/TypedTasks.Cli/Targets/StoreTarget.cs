using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Sqlite;

namespace TypedTasks.Cli.Targets;

/// <summary>A store that is named on the command line: <c>sqlite:PATH</c> or <c>postgres:CONNECTION STRING</c>, or by <c>env:NAME</c> a variable that holds one of the two.</summary>
/// <param name="Kind">sqlite or postgres.</param>
/// <param name="Place">The path, or the connection string. It may hold a password: nobody prints it.</param>
/// <param name="Schema">The schema of the tables in PostgreSQL.</param>
internal sealed record StoreTarget(string Kind, string Place, string Schema)
{
    /// <summary>What is read where no store is named.</summary>
    public const string Variable = "TYPEDTASKS_STORE";

    private const string Forms = "write sqlite:PATH, postgres:CONNECTION STRING, or env:NAME for a variable that holds one of them";

    /// <summary>Reads an argument.</summary>
    /// <param name="argument">What was given, or null.</param>
    /// <param name="schema">The schema of the tables in PostgreSQL.</param>
    /// <exception cref="UsageException">It names no store; the text says what does.</exception>
    public static StoreTarget Read(string? argument, string schema)
    {
        var text = VariableArgument.Read(argument ?? Environment.GetEnvironmentVariable(Variable))
            ?? throw new UsageException($"Which store? Give --store ({Forms}), or set {Variable} to the same.");
        // A file that is there can only be one of SQLite.
        if (File.Exists(text))
            return new("sqlite", text, schema);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, place) = colon < 0 ? ("", text) : (text[..colon], text[(colon + 1)..]);
        if (kind is not ("sqlite" or "postgres") || string.IsNullOrWhiteSpace(place))
            throw new UsageException($"{(argument is null ? Variable : "--store")} does not name a store: {Forms}.");

        // A file that is not there would be made, and look like a store in which nothing has ever happened.
        return kind == "sqlite" && !File.Exists(place)
            ? throw new NotReachableException($"There is no file '{Path.GetFullPath(place)}': a store is made by the application that uses it, not by this command.")
            : new(kind, place, schema);
    }

    /// <summary>Adds the store to the services of a command.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="time">The clock by which a file decides.</param>
    /// <exception cref="UsageException">The connection string cannot be read.</exception>
    public void Use(TypedTasksBuilder builder, TimeProvider time)
    {
        if (Kind == "sqlite")
        {
            SqliteLibrary.Find();
            builder.UseSqlite(new SqliteStoreOptions { Path = Path.GetFullPath(Place), TimeProvider = time });
            return;
        }

        try
        {
            builder.UsePostgres(Place, new() { Schema = Schema, Migrates = false, Connections = 2 });
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--store cannot be used: {e.Message.Split(" (Parameter ")[0]}");
        }
    }
}
