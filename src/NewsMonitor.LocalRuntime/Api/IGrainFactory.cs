namespace Orleans;

/// <summary>Gives references to grains. A reference costs nothing: the grain is activated by its first call.</summary>
public interface IGrainFactory
{
    /// <param name="primaryKey">The grain's name.</param>
    /// <param name="grainClassNamePrefix">Full name of the class, or its beginning, where several classes implement the interface.</param>
    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <inheritdoc cref="GetGrain{TGrainInterface}(string, string?)"/>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;
}

/// <summary>The grain factory of code that is not a grain.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
