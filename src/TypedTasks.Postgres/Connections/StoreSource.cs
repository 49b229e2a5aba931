using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Where connections come from.</summary>
internal static class StoreSource
{
    /// <summary>Understands a connection string.</summary>
    /// <exception cref="ArgumentException">It cannot be understood; the text does not show it, for it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            return new(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new ArgumentException($"The connection string cannot be understood: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}. It reads Host=…;Database=…;Username=…;Password=….", e);
        }
    }

    /// <summary>A data source for a connection string, as this store uses connections.</summary>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = Read(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 2;
        }

        if (!settings.ShouldSerialize("Application Name"))
            settings.ApplicationName = "TypedTasks";
        return new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableArrays().EnableTransportSecurity().EnableIntegratedSecurity().Build();
    }

    /// <summary>Where a store is, for people.</summary>
    public static string PlaceOf(NpgsqlDataSource source, PostgresStoreOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"schema '{options.Schema}' of database '{settings.Database ?? settings.Username}' on {settings.Host}";
    }
}
