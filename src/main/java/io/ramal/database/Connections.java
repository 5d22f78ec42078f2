package io.ramal.database;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.CloseableJdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;

/** The connections that DbClient takes, out of HikariCP. */
record Connections(HikariDataSource source) implements CloseableJdbcConnectionPool {

  @Override
  public Connection connection() {
    try {
      return source.getConnection();
    } catch (SQLException failure) {
      throw new DbClientException("no connection to the database", failure);
    }
  }

  @Override
  public String dbType() {
    return Dialect.of(source.getJdbcUrl()).word();
  }

  @Override
  public void close() {
    source.close();
  }
}
