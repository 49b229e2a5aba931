using System.CommandLine;
using System.Globalization;
using TypedTasks.Postgres.Schema;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks store</c>: the tables of a PostgreSQL store, for a role that may make them where the application may not.</summary>
internal static class StoreCommand
{
    private const string Variable = "TYPEDTASKS_POSTGRES";
    private const int Incomplete = 3;

    public static Command Create()
    {
        // No password stands in a list of processes: the connection string comes by the environment, unless it holds none.
        var connection = new Option<string?>("--connection")
        {
            HelpName = "string",
            Description = $"Npgsql's connection string. Without it, {Variable} is read, which keeps a password out of the list of processes.",
            Recursive = true,
        };
        var schema = new Option<string>("--schema") { HelpName = "name", Description = "The schema of the tables.", DefaultValueFactory = static _ => "typedtasks", Recursive = true };
        var after = new Option<int>("--after") { HelpName = "number", Description = "Only the steps after this one." };
        var migrate = new Command("migrate", "Makes the tables, or adds to them what this version needs. Workers of the version before go on.");
        migrate.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(connection), parsed.GetValue(schema)!, async store =>
        {
            var taken = await store.MigrateAsync(cancellationToken);
            await Console.Out.WriteLineAsync(taken.Count == 0 ? $"Nothing is missing: {store.Place}." : $"Took {Steps(taken)}: {store.Place}.");
            return 0;
        }));
        var check = new Command("check", $"Says whether the tables are what this version needs. Exit code {Incomplete} where something is missing.");
        check.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(connection), parsed.GetValue(schema)!, async store =>
        {
            var (missing, format) = await store.CheckAsync(cancellationToken);
            await Console.Out.WriteLineAsync(missing.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"Nothing is missing, format {format}: {store.Place}.")
                : $"Missing: {Steps(missing)}. Run `typedtasks store migrate`: {store.Place}.");
            return missing.Count == 0 ? 0 : Incomplete;
        }));
        var print = new Command("print", "Writes the statements, for who runs them by other means.") { after };
        print.SetAction(async (parsed, _) => await SayAsync(async () =>
        {
            await Console.Out.WriteAsync(StoreMaintenance.Print(parsed.GetValue(schema)!, parsed.GetValue(after)));
            return 0;
        }));
        var finalize = new Command("finalize", "Lets begin what only this version does, and keeps older ones out. Run it once they are gone.");
        finalize.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(connection), parsed.GetValue(schema)!, async store =>
        {
            var format = await store.FinalizeAsync(cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The format is {format}: {store.Place}."));
            return 0;
        }));
        return new Command("store", "The tables of a PostgreSQL store.") { connection, schema, migrate, check, print, finalize };
    }

    private static Task<int> RunAsync(string? connection, string schema, Func<StoreMaintenance, Task<int>> act) => SayAsync(async () =>
    {
        connection ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(connection))
            throw new ArgumentException($"Which server? Set {Variable} to Npgsql's connection string, or give --connection.");
        await using var store = new StoreMaintenance(connection, schema);
        return await act(store);
    });

    private static async Task<int> SayAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is ArgumentException or StoreException)
        {
            // What an argument is called in the code is of no use here.
            await Console.Error.WriteLineAsync(failure.Message.Split(" (Parameter ")[0]);
            return 1;
        }
    }

    private static string Steps(IReadOnlyList<int> numbers) => $"{(numbers.Count == 1 ? "step" : "steps")} {string.Join(", ", numbers)}";
}
