namespace TypedTasks.Emulator.Codec;

/// <summary>A map in wire order; lookups treat symbols and strings alike because clients do not agree on which to use.</summary>
internal sealed class AmqpMap : List<KeyValuePair<object, object?>>
{
    public object? this[string key]
    {
        get
        {
            foreach (var (name, value) in this)
                if (Matches(name, key))
                    return value;
            return null;
        }

        set
        {
            var index = FindIndex(entry => Matches(entry.Key, key));
            if (index >= 0)
                this[index] = new(this[index].Key, value);
            else
                Add(new(key, value));
        }
    }

    public void Add(object key, object? value) => Add(new KeyValuePair<object, object?>(key, value));

    public void Put(object key, object? value) => Add(key, value);

    public bool Has(string key) => Exists(entry => Matches(entry.Key, key));

    private static bool Matches(object name, string key) => name switch
    {
        string text => text == key,
        Symbol symbol => symbol.Text == key,
        _ => false,
    };
}
