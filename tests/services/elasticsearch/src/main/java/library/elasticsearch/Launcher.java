package library.elasticsearch;

import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Runs a node from the home folder given (config, modules, plugins, data, logs) until its standard input ends. */
public final class Launcher {
    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureWithoutConfig(Settings.builder().put("logger.level", "WARN").build());
        Settings home = Settings.builder().put(Environment.PATH_HOME_SETTING.getKey(), arguments[0]).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(home, Map.of(), null, () -> "library");
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false // exporting the server's own Java modules is for a server on the module path; this one is on the class path
        );
        try (Node node = new Node(environment, plugins)) {
            node.start();
            System.in.read();
        }
        System.exit(0);
    }
}
